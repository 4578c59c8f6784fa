import { api } from "../core/api.js";
import { live } from "../core/live.js";

/** A connection that begins now must not come with a credential that is about to end. */
const SPARE_MS = 5 * 60_000;

/** The servers that help to find a way to the media server of a class; without them it goes as far as it gets. */
export class Ways {
  #classId;
  #asked = null;
  #until = 0;

  constructor(classId) {
    this.#classId = classId;
  }

  /** What a connection begins with. */
  config() {
    if (!this.#asked || live.now() > this.#until - SPARE_MS) this.#asked = this.#ask();
    return this.#asked;
  }

  async #ask() {
    this.#until = Infinity;
    try {
      const { iceServers, until } = await api.iceServersOfClass(this.#classId);
      this.#until = Date.parse(until);
      return { iceServers };
    } catch (error) {
      console.warn("class: no ice servers:", error.message);
      this.#asked = null;
      return {};
    }
  }
}
