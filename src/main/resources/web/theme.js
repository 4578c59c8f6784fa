// A classic script in the head: the chosen theme must hold before the first paint.
document.documentElement.dataset.theme = localStorage.getItem("lyceum.theme") || "auto";
