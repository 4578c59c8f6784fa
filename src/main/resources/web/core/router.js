import { invalidate } from "./loop.js";

/** A tiny router on the address's hash, so that the server needs to know one page only. */
const routes = [];
let page = null;
let shownPath = null;

/** `path` like `/class/:id`; `open(params)` gives a page: `{title, view(), close?()}`. Some are for those, too, who are not signed in. */
export function route(path, open, { forStrangers = false } = {}) {
  const names = [];
  const pattern = path.replace(/:(\w+)/g, (_, name) => {
    names.push(name);
    return "([^/?]+)";
  });
  routes.push({ pattern: new RegExp(`^${pattern}$`), names, open, forStrangers });
}

export const currentPage = () => page;

export const currentPath = () => location.hash.slice(1).split("?")[0] || "/";

/** Whether the address is one that nobody needs to sign in for. */
export const isForStrangers = () => routes.some(({ pattern, forStrangers }) => forStrangers && pattern.test(currentPath()));

export const go = (path) => {
  location.hash = path;
};

/** Shows what the address says; a page that stays is not opened again. */
export function follow() {
  const path = location.hash.slice(1) || "/";
  if (path === shownPath) return;
  const [place, query = ""] = path.split("?");
  for (const { pattern, names, open } of routes) {
    const match = pattern.exec(place);
    if (!match) continue;
    leave();
    shownPath = path;
    const params = Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1])]));
    page = open({ ...params, query: new URLSearchParams(query) });
    invalidate();
    scrollTo(0, 0);
    return;
  }
  go("/");
}

/** Closes the page that is shown, if any. */
export function leave() {
  page?.close?.();
  page = null;
  shownPath = null;
}

/** After a change of page the focus goes to its heading, as it would after a load; but who was faster keeps the field they are in. */
export function focusHeading() {
  setTimeout(() => {
    if (!document.activeElement?.matches("main :is(input, textarea, select)")) document.querySelector("main h1")?.focus({ preventScroll: true });
  }, 60);
}
