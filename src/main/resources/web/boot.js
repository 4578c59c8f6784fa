// A classic script in the head: it must hear when one of the page's parts does not arrive, as on a phone that changes networks. Then the
// page is loaded anew, each time a little later.
{
  const KEY = "lyceum.loads";
  const MOST_SECONDS = 30;
  let failed = false;

  addEventListener(
    "error",
    ({ target }) => {
      if (failed || !(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return;
      failed = true;
      const before = Number(sessionStorage.getItem(KEY) ?? 0);
      sessionStorage.setItem(KEY, before + 1);
      setTimeout(() => location.reload(), 1000 * Math.min(2 ** before, MOST_SECONDS));
    },
    true,
  );
  addEventListener("load", () => failed || sessionStorage.removeItem(KEY));
}
