/** A subscription without an answer for so long is asked for again. */
const ANSWER_WITHIN_MS = 8_000;
const RETRY_MS = 1_000;
const PASSING = new Set(["unavailable", "rate_limited", "too_many_in_flight", "internal"]);
const ENDING = new Set(["unavailable", "forbidden", "not_found", "internal"]);

/**
 * The topics this client follows. Guarantees to the application: each seq at most once, in rising order; a hole is
 * filled from the server before anything after it is handed on, or replaced by a fresh snapshot.
 */
export class Feeds {
  #feeds = new Map();
  #online = false;
  #transmit;
  #newId;

  constructor(transmit, newId) {
    this.#transmit = transmit;
    this.#newId = newId;
  }

  open(topic, handlers) {
    this.#forget(topic);
    const feed = { topic, handlers, seq: null, live: false, requestId: null, present: new Map(), timer: 0 };
    this.#feeds.set(topic, feed);
    if (this.#online) this.#request(feed);
  }

  close(topic) {
    if (!this.#forget(topic) || !this.#online) return;
    this.#transmit({ op: "unsubscribe", id: this.#newId(), topic });
  }

  /** The map for `hello`: each topic with the last seq that the application has. */
  positions() {
    return Object.fromEntries([...this.#feeds.values()].filter((f) => f.seq !== null).map((f) => [f.topic, f.seq]));
  }

  /** After `welcome`: topics in `resumed` come by themselves, the others are asked for. */
  connected(resumed) {
    this.#online = true;
    for (const feed of this.#feeds.values()) {
      if (feed.topic in resumed) this.#expect(feed);
      else this.#request(feed);
    }
  }

  disconnected() {
    this.#online = false;
    for (const feed of this.#feeds.values()) {
      feed.live = false;
      clearTimeout(feed.timer);
    }
  }

  /** @returns {boolean} whether the error answered a subscription of ours */
  refuse(frame) {
    if (!frame.id) return this.#verify(frame);
    const feed = [...this.#feeds.values()].find((f) => f.requestId === frame.id);
    if (!feed) return false;
    if (PASSING.has(frame.code)) {
      feed.timer = this.#later(feed, frame.retryAfterMs ?? RETRY_MS);
      return true;
    }
    this.#forget(feed.topic);
    const { code, message, details, retryAfterMs } = frame;
    tell(feed.handlers.onError, { code, message, details, retryAfterMs });
    return true;
  }

  subscribed(frame) {
    const feed = this.#feeds.get(frame.topic);
    if (!feed) return;
    clearTimeout(feed.timer);
    feed.requestId = null;
    feed.live = true;
    const { role, seq, recovered = false, snapshot, members } = frame;
    if (!recovered || feed.seq === null) feed.seq = seq;
    if (members) feed.present = new Map(members.map((person) => [person.id, person]));
    tell(feed.handlers.onSnapshot, { role, seq: feed.seq, recovered, snapshot });
    if (members) this.#tellPresence(feed, { joined: members, left: [], count: members.length });
  }

  event(frame) {
    const feed = this.#feeds.get(frame.topic);
    if (!feed?.live || frame.seq <= feed.seq) return;
    if (frame.prev !== undefined && frame.prev > feed.seq) {
      // Something was lost on the way: what follows is dropped until the server has sent it all again from our last seq.
      feed.live = false;
      this.#request(feed);
      return;
    }
    feed.seq = frame.seq;
    const { seq, type, at, by, data } = frame;
    tell(feed.handlers.onEvent, { seq, type, at, by, data: data ?? {} });
  }

  latest({ topic, type, key, data }) {
    tell(this.#feeds.get(topic)?.handlers.onLatest, { type, key, data });
  }

  signal({ topic, type, from, data }) {
    tell(this.#feeds.get(topic)?.handlers.onSignal, { type, from, data: data ?? {} });
  }

  presence(frame) {
    const feed = this.#feeds.get(frame.topic);
    if (!feed) return;
    const { joined = [], left = [], members, count } = frame;
    // Now and then the server says who is there, for whoever missed a change.
    if (members) feed.present = new Map(members.map((person) => [person.id, person]));
    for (const person of left) feed.present.delete(person.id ?? person);
    for (const person of joined) feed.present.set(person.id, person);
    this.#tellPresence(feed, { joined, left, count });
  }

  /**
   * An error without an id may mean that a standing subscription was ended, or only that a signal was refused. Asking
   * again tells: what still stands goes on from the last seq, what has ended is refused with an id.
   */
  #verify({ topic, code }) {
    const feed = this.#feeds.get(topic);
    if (!feed?.live || !ENDING.has(code)) return false;
    feed.live = false;
    this.#request(feed);
    return true;
  }

  #tellPresence(feed, change) {
    tell(feed.handlers.onPresence, { ...change, members: [...feed.present.values()] });
  }

  #request(feed) {
    feed.requestId = this.#newId();
    const after = feed.seq === null ? {} : { after: feed.seq };
    this.#transmit({ op: "subscribe", id: feed.requestId, topic: feed.topic, ...after });
    this.#expect(feed);
  }

  #expect(feed) {
    clearTimeout(feed.timer);
    feed.timer = this.#later(feed, ANSWER_WITHIN_MS);
  }

  #later(feed, ms) {
    clearTimeout(feed.timer);
    return setTimeout(() => this.#online && this.#feeds.get(feed.topic) === feed && this.#request(feed), ms);
  }

  #forget(topic) {
    clearTimeout(this.#feeds.get(topic)?.timer);
    return this.#feeds.delete(topic);
  }
}

/** A handler that throws must not stop the frames behind it; the error still reaches the console. */
function tell(handler, value) {
  try {
    handler?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
