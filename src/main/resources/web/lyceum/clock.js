/** How many measurements are kept; old ones leave so that a drifting clock is followed. */
const KEPT = 8;

/**
 * The server's time as seen from here. Of the last measurements the one with the shortest round trip wins,
 * because half of a short round trip is the smallest possible error.
 */
export class Clock {
  #samples = [];
  #best = { offset: 0, roundTrip: Infinity };

  /**
   * @param {number} sentAt own clock when the question left, ms
   * @param {string|number} serverTime ISO instant (or ms) in the answer
   * @param {number} [receivedAt] own clock when the answer came, ms
   */
  measure(sentAt, serverTime, receivedAt = Date.now()) {
    const server = typeof serverTime === "number" ? serverTime : Date.parse(serverTime);
    const roundTrip = receivedAt - sentAt;
    // A negative round trip means that this computer's clock was set in between.
    if (!Number.isFinite(server) || roundTrip < 0) return;
    this.#samples.push({ offset: server + roundTrip / 2 - receivedAt, roundTrip });
    if (this.#samples.length > KEPT) this.#samples.shift();
    this.#best = this.#samples.reduce((best, sample) => (sample.roundTrip <= best.roundTrip ? sample : best));
  }

  /** Forgets all but the current best guess: after a sleep the own clock may have jumped. */
  restart() {
    this.#samples = [];
  }

  /** @returns {number} the server's time, ms since 1970 */
  now() {
    return Date.now() + this.#best.offset;
  }
}
