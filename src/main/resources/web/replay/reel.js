import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { Tape } from "./tape.js";

const PAGE = 500;
/** While the class runs, what is new is fetched this often. */
const LOOK_MS = 3_000;

/** Winds a class's time line in, page by page; while the class runs it goes on to grow. */
export class Reel {
  tape = new Tape();
  error = null;
  startedAt = null;
  endedAt = null;
  /** Whether all is here that there is by now. */
  whole = false;
  #id;
  #length = 0;
  #toldAt = 0;
  #after = null;
  #timer = 0;
  #closed = false;

  constructor(id) {
    this.#id = id;
    this.load();
  }

  get isRunning() {
    return this.startedAt !== null && this.endedAt === null;
  }

  /** Milliseconds, up to now while the class runs. */
  get length() {
    return this.isRunning ? this.#length + performance.now() - this.#toldAt : this.#length;
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async load() {
    clearTimeout(this.#timer);
    this.error = null;
    try {
      for (let more = true; more && !this.#closed; ) more = await this.#page();
      this.whole = true;
    } catch (error) {
      // Who has seen the class so far goes on with what there is.
      if (!this.startedAt || !this.isRunning) this.error = error;
    }
    invalidate();
    if (this.isRunning && !this.#closed) this.#timer = setTimeout(() => this.load(), LOOK_MS);
  }

  async #page() {
    const { data, meta } = await api.replay(this.#id, this.#after, PAGE);
    this.startedAt = data.startedAt;
    this.endedAt = data.endedAt ?? null;
    this.#length = data.length;
    this.#toldAt = performance.now();
    this.#after = meta.pagination.after;
    this.tape.add(data.moments);
    invalidate();
    return meta.pagination.more;
  }
}
