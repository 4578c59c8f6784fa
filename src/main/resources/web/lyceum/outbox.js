/** More waiting than this means that the page sends faster than any server would take it. */
const MOST_WAITING = 500;
/** Without an answer for so long the command is sent again under its own id; the server knows it if it came. */
const ANSWER_WITHIN_MS = 12_000;
/** A pause asked for by the rate limit is waited out silently up to this; a longer one is the caller's business. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 500;
const MOST_REORDERS = 20;

/**
 * Commands on their way. Guarantees: one id per command however often it is sent, the order of one client's
 * commands within a topic, never more in flight than the server allows, every promise settled.
 */
export class Outbox {
  #commands = [];
  #limit = 0;
  #timer = 0;
  #transmit;
  #newId;

  constructor(transmit, newId) {
    this.#transmit = transmit;
    this.#newId = newId;
  }

  add(topic, type, data) {
    if (this.#commands.length >= MOST_WAITING) {
      return Promise.reject({ code: "too_many_in_flight", message: "Too many commands are waiting to be sent." });
    }
    return new Promise((resolve, reject) => {
      this.#commands.push({ topic, type, data, resolve, reject, id: null, flying: false, notBefore: 0, reorders: 0 });
      this.#pump();
    });
  }

  /** The link is up; `limit` is how many commands the server lets a client have in flight. */
  connected(limit) {
    this.#limit = limit;
    this.#pump();
  }

  /** The link is down: what was in flight is in doubt and will be sent again under the same id. */
  disconnected() {
    this.#limit = 0;
    clearTimeout(this.#timer);
    for (const command of this.#commands) {
      if (command.flying) command.carried = true;
      command.flying = false;
      command.notBefore = 0;
    }
  }

  /** True when a command has been without an answer for longer than `ms`: time to doubt the link. */
  isOverdue(ms) {
    return this.#commands.some((command) => command.flying && Date.now() - command.sentAt > ms);
  }

  /** @returns {boolean} whether the frame answered a command of ours */
  acknowledge(frame) {
    const command = this.#find(frame.id);
    if (!command) return false;
    this.#settle(command);
    command.resolve({ id: frame.id, topic: frame.topic, seq: frame.seq, result: frame.result });
    return true;
  }

  /** @returns {boolean} whether the frame answered a command of ours */
  refuse(frame) {
    const command = this.#find(frame.id);
    if (!command) return false;
    const { code, message, details, retryAfterMs } = frame;
    if (this.#mayRetry(command, code, retryAfterMs)) {
      command.flying = false;
      this.#pump();
      return true;
    }
    this.#settle(command);
    command.reject({ code, message, details, retryAfterMs });
    return true;
  }

  /** Nothing will be sent any more: every waiting promise is rejected with this error. */
  abandon(error) {
    this.disconnected();
    for (const command of this.#commands.splice(0)) command.reject(error);
  }

  #mayRetry(command, code, retryAfterMs = RETRY_MS) {
    switch (code) {
      case "rate_limited":
        if (retryAfterMs > PATIENCE_MS) return false;
      // falls through: a short pause is waited out like an unavailable topic
      case "unavailable":
      case "too_many_in_flight":
        command.notBefore = Date.now() + retryAfterMs;
        return true;
      case "out_of_order":
        // The one before it was lost or refused: wait until that is settled, then send again without a gap.
        command.alone = true;
        command.notBefore = Date.now() + Math.min(100 * ++command.reorders, 2000);
        return command.reorders <= MOST_REORDERS;
      case "expired":
        // Never sent on an earlier connection, so it cannot have been accepted: only its timestamp was wrong.
        if (command.carried || command.renewed) return false;
        command.renewed = true;
        command.id = null;
        return true;
      default:
        return false;
    }
  }

  #find(id) {
    return id ? this.#commands.find((command) => command.id === id) : undefined;
  }

  #settle(command) {
    this.#commands.splice(this.#commands.indexOf(command), 1);
    queueMicrotask(() => this.#pump());
  }

  /** Sends what may be sent. A topic whose earlier command has to wait is passed over, so order is kept. */
  #pump() {
    clearTimeout(this.#timer);
    if (this.#limit === 0) return;
    const now = Date.now();
    const held = new Set();
    const previous = new Map();
    let flying = 0;
    let wakeAt = Infinity;
    for (const command of this.#commands) {
      if (command.flying && now - command.sentAt > ANSWER_WITHIN_MS) {
        command.flying = false;
        command.carried = true;
      }
      if (command.flying) flying++;
    }
    for (const command of this.#commands) {
      const { topic } = command;
      if (!command.flying && !held.has(topic)) {
        const early = command.notBefore > now;
        if (early) wakeAt = Math.min(wakeAt, command.notBefore);
        if (early || flying >= this.#limit || (command.alone && previous.has(topic))) held.add(topic);
        else {
          this.#send(command, previous.get(topic), now);
          flying++;
        }
      }
      if (command.flying) {
        previous.set(topic, command.id);
        wakeAt = Math.min(wakeAt, command.sentAt + ANSWER_WITHIN_MS + 1);
      }
    }
    if (wakeAt < Infinity) this.#timer = setTimeout(() => this.#pump(), Math.max(wakeAt - now, 10));
  }

  #send(command, follows, now) {
    command.id ??= this.#newId();
    command.flying = true;
    command.sentAt = now;
    const { id, topic, type, data } = command;
    this.#transmit({ op: "command", id, topic, type, data, ...(follows && { follows }) });
  }
}
