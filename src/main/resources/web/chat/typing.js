import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";

/** Told again while it lasts, so that one lost signal does not matter. */
const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;
/** Longer than the repeat: who is heard of no more has stopped. */
const FADE_MS = 6_500;

/** Who is typing, in both directions. */
export class Typing {
  #topic;
  #me;
  #others = new Map();
  #toldAt = 0;
  #idle = 0;
  #nameOf;

  /** `nameOf(user)` may know a name only a moment after the first signal: presence is told in bundles. */
  constructor(topic, me, nameOf) {
    this.#topic = topic;
    this.#me = me;
    this.#nameOf = nameOf;
  }

  get names() {
    return [...this.#others].map(([user, { name }]) => name ?? this.#nameOf(user) ?? "Someone");
  }

  tell() {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.rest(), IDLE_MS);
    if (Date.now() - this.#toldAt < REPEAT_MS) return;
    this.#toldAt = Date.now();
    live.connection?.signal(this.#topic, "typing:start");
  }

  rest() {
    clearTimeout(this.#idle);
    if (this.#toldAt === 0) return;
    this.#toldAt = 0;
    live.connection?.signal(this.#topic, "typing:stop");
  }

  hear({ type, from, data }) {
    if (from === this.#me.id) return;
    if (type === "typing:stop") return this.stopped(from);
    if (type !== "typing:start") return;
    clearTimeout(this.#others.get(from)?.timer);
    this.#others.set(from, { name: data.name, timer: setTimeout(() => this.stopped(from), FADE_MS) });
    invalidate();
  }

  stopped(user) {
    clearTimeout(this.#others.get(user)?.timer);
    if (this.#others.delete(user)) invalidate();
  }

  close() {
    this.rest();
    for (const { timer } of this.#others.values()) clearTimeout(timer);
  }
}
