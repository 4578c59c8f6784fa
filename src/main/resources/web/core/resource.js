import { invalidate } from "./loop.js";

/** Something fetched from the server: keeps the last good answer while a newer one is on its way. */
export class Resource {
  data = null;
  error = null;
  #fetch;
  #asked = 0;

  constructor(fetch) {
    this.#fetch = fetch;
    this.load();
  }

  async load() {
    const asked = ++this.#asked;
    this.error = null;
    try {
      const data = await this.#fetch();
      if (asked === this.#asked) this.data = data;
    } catch (error) {
      if (asked === this.#asked) this.error = error;
    }
    invalidate();
  }
}

/** Fetches again now and then while the tab is looked at. @returns {() => void} ends it */
export function refreshing(resources, everyMs) {
  const timer = setInterval(() => document.hidden || resources.forEach((resource) => resource.load()), everyMs);
  return () => clearInterval(timer);
}
