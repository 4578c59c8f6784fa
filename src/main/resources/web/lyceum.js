/**
 * Lyceum's client for browsers: one connection, any number of live topics. No dependencies, no framework.
 *
 * ```js
 * import { connect } from "/lyceum.js";
 *
 * const lyceum = connect({ url: "wss://school.example/v1/socket", token: () => myAccessToken() });
 * lyceum.subscribe("chat:42", {
 *   onSnapshot: ({ snapshot, recovered }) => recovered || show(snapshot.messages),
 *   onEvent: ({ type, data, seq }) => type === "message:new" && add(seq, data),
 * });
 * const { seq } = await lyceum.command("chat:42", "message:send", { text: "Good morning" });
 * ```
 *
 * What an application may rely on:
 * - An acknowledged command is durable. One without an answer is sent again under the same id until it has one, so it
 *   takes effect once. Commands of one connection on one topic keep their order.
 * - Each event is handed over at most once, in rising `seq`, without holes. What was missed while away follows by
 *   itself, or `onSnapshot` comes with `recovered: false` and replaces all that was known.
 * - Signals and presence are best effort.
 */
import { Clock } from "./lyceum/clock.js";
import { Feeds } from "./lyceum/feeds.js";
import { idMaker } from "./lyceum/ids.js";
import { Link } from "./lyceum/link.js";
import { Outbox } from "./lyceum/outbox.js";

/** A command in flight for longer than this makes the client ask whether the link is alive. */
const DOUBT_AFTER_MS = 4_000;

/**
 * @typedef {object} Handlers All are optional.
 * @property {(s: {role: string, seq: number, recovered: boolean, snapshot?: object}) => void} [onSnapshot]
 *   The topic is live. With `recovered` false the snapshot replaces all state; with true the missed events follow.
 *   May come again at any time, for example when the own role changed.
 * @property {(e: {seq: number, type: string, at: string, by: string, data: object}) => void} [onEvent]
 * @property {(l: {type: string, key: string, data: object}) => void} [onLatest] The newest value of something that changes fast.
 * @property {(s: {type: string, from: string, data: object}) => void} [onSignal]
 * @property {(p: {members: object[], joined: object[], left: object[], count: number}) => void} [onPresence]
 *   `members` is everyone known to be present after the change.
 * @property {(e: LyceumError) => void} [onError] The topic cannot be followed (any more); subscribe again to retry.
 *
 * @typedef {object} LyceumError
 * @property {string} code One of the protocol's error codes, or `closed` when the connection was given up.
 * @property {string} message
 * @property {{field: string, problem: string}[]} [details]
 * @property {number} [retryAfterMs]
 *
 * @typedef {object} State
 * @property {"connecting"|"online"|"reconnecting"|"offline"|"closed"} state `offline`: the server said not to come
 *   back (see `bye`), `reconnect()` tries nevertheless; `closed`: `close()` was called.
 * @property {number} [attemptAt] when the next attempt starts, ms of the own clock (`reconnecting`)
 * @property {number} [attempt] how many attempts have failed in a row
 * @property {{code: string, reason: string}} [bye] why the server ended it
 * @property {object} [user] who the server says we are (`online`)
 * @property {string} [session] the session's id (`online`)
 */

/**
 * Opens a connection and keeps it open until `close()`.
 * @param {object} options
 * @param {string} options.url the socket's address, `wss://…/v1/socket`
 * @param {() => string | Promise<string>} options.token called for every attempt, so a refreshed token is used. If it
 *   throws an error with the code `unauthenticated` the connection goes `offline`; any other error is tried again.
 * @param {string} [options.client] name and version, `mobile/…` for the longer heartbeat
 * @param {(state: State) => void} [options.onState] told of every change, first `connecting`
 * @returns {Connection}
 */
export function connect({ url, token, client = "lyceum.js/1", onState = () => {} }) {
  return new Connection({ url, token, client, onState });
}

/** A connection made by {@link connect}. */
export class Connection {
  #clock = new Clock();
  #newId = idMaker(() => this.#clock.now());
  #transmit = (frame) => this.#link.send(frame);
  #outbox = new Outbox(this.#transmit, this.#newId);
  #feeds = new Feeds(this.#transmit, this.#newId);
  #link;
  #watch;

  /** @package */
  constructor({ onState, ...options }) {
    this.#link = new Link({
      ...options,
      clock: this.#clock,
      resume: () => this.#feeds.positions(),
      onWelcome: (frame, resumed) => {
        this.#feeds.connected(resumed);
        this.#outbox.connected(frame.limits?.inflight ?? 8);
      },
      onDown: () => {
        this.#feeds.disconnected();
        this.#outbox.disconnected();
      },
      onFrame: (frame) => this.#dispatch(frame),
      // Not within the constructor: the caller has no connection in hand yet.
      onState: (state) => queueMicrotask(() => onState(state)),
    });
    this.#watch = setInterval(() => this.#outbox.isOverdue(DOUBT_AFTER_MS) && this.#link.probe(), DOUBT_AFTER_MS);
  }

  /**
   * Follows a topic until it is unsubscribed or refused, across reconnects. A second call for the same topic replaces
   * the handlers and begins with a new snapshot.
   * @param {string} topic `kind:id`
   * @param {Handlers} handlers
   * @returns {() => void} ends the subscription
   */
  subscribe(topic, handlers) {
    this.#feeds.open(topic, handlers);
    return () => this.unsubscribe(topic);
  }

  /** Stops following a topic. @param {string} topic */
  unsubscribe(topic) {
    this.#feeds.close(topic);
  }

  /**
   * Sends a command; waits its turn while offline.
   * @param {string} topic
   * @param {string} type
   * @param {object} [data]
   * @returns {Promise<{id: string, topic?: string, seq?: number, result?: object}>} once it is durable; rejects with a {@link LyceumError}
   */
  command(topic, type, data = {}) {
    return this.#outbox.add(topic, type, data);
  }

  /**
   * Sends something that may get lost, such as typing. Dropped while offline.
   * @param {string} topic
   * @param {string} type
   * @param {object} [data]
   * @param {string} [to] a user or session; everyone on the topic without it
   */
  signal(topic, type, data = {}, to) {
    if (this.#link.isOnline) this.#transmit({ op: "signal", topic, type, data, ...(to && { to }) });
  }

  /** The server's time for countdowns, ms since 1970. @returns {number} */
  now() {
    return this.#clock.now();
  }

  /** Tries to connect now instead of waiting, also from `offline`. */
  reconnect() {
    this.#link.retryNow();
  }

  /** Ends the connection for good; waiting commands are rejected with the code `closed`. */
  close() {
    clearInterval(this.#watch);
    this.#link.close();
    this.#outbox.abandon({ code: "closed", message: "The connection was closed." });
  }

  #dispatch(frame) {
    switch (frame.op) {
      case "subscribed":
        return this.#feeds.subscribed(frame);
      case "event":
        return this.#feeds.event(frame);
      case "latest":
        return this.#feeds.latest(frame);
      case "signal":
        return this.#feeds.signal(frame);
      case "presence":
        return this.#feeds.presence(frame);
      case "ack":
        return this.#outbox.acknowledge(frame);
      case "error":
        return this.#outbox.refuse(frame) || this.#feeds.refuse(frame);
      // Frames of a later version are none of our business.
      default:
        return undefined;
    }
  }
}
