const choices = [
  { name: "auto", icon: "monitor", label: "Colours: as the system" },
  { name: "light", icon: "sun", label: "Colours: light" },
  { name: "dark", icon: "moon", label: "Colours: dark" },
];

const root = document.documentElement;

export const theme = () => choices.find((choice) => choice.name === root.dataset.theme) ?? choices[0];

/** As the system, light, dark, and round again; kept for the next visit. */
export function nextTheme() {
  const { name } = choices[(choices.indexOf(theme()) + 1) % choices.length];
  root.dataset.theme = name;
  localStorage.setItem("lyceum.theme", name);
}
