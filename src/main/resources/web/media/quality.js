import { invalidate } from "../core/loop.js";

const EVERY_MS = 10_000;
/** Who has said nothing for so long is gone. */
const OLD_MS = 35_000;
/** In percent and milliseconds; from the second on nobody can follow. */
const LOSS = [3, 12];
const ROUND_TRIP = [300, 900];

/** How picture and voice arrive: here, and for staff also at others. */
export class Quality {
  /** `good`, `fair` or `bad`; null before it is known. */
  own = null;
  #others = new Map();
  #tell;
  #receiver = null;
  #timer = 0;
  #before = { received: 0, lost: 0 };

  constructor(tell) {
    this.#tell = tell;
  }

  watch(receiver) {
    if (receiver === this.#receiver) return;
    this.stop();
    this.#receiver = receiver;
    this.#timer = setInterval(() => this.#report().catch(() => {}), EVERY_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#receiver = null;
    this.#before = { received: 0, lost: 0 };
    this.own = null;
  }

  hear(user, report) {
    this.#others.set(user, { ...report, at: Date.now() });
    invalidate();
  }

  /** Whom picture and voice do not reach, or only badly. */
  get unreached() {
    return [...this.#others].filter(([, { quality, hears, at }]) => (quality === "bad" || !hears) && Date.now() - at < OLD_MS).map(([user]) => user);
  }

  async #report() {
    const receiver = this.#receiver;
    const stats = [...((await receiver.stats())?.values() ?? [])];
    if (receiver !== this.#receiver) return;
    const incoming = stats.filter(({ type }) => type === "inbound-rtp");
    const now = { received: sum(incoming, "packetsReceived"), lost: sum(incoming, "packetsLost") };
    const [received, lost] = [now.received - this.#before.received, Math.max(0, now.lost - this.#before.lost)];
    this.#before = now;
    const loss = received + lost > 0 ? Math.min(100, Math.round((100 * lost) / (received + lost))) : 0;
    const way = stats.find(({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded");
    const rtt = way?.currentRoundTripTime === undefined ? undefined : Math.min(60_000, Math.round(way.currentRoundTripTime * 1000));
    const grade = receiver.isConnected ? Math.max(step(loss, LOSS), step(rtt ?? 0, ROUND_TRIP)) : 2;
    this.own = ["good", "fair", "bad"][grade];
    this.#tell({ quality: this.own, loss, ...(rtt !== undefined && { rtt }), hears: receiver.isConnected && loss < LOSS[1] });
    invalidate();
  }
}

const sum = (reports, figure) => reports.reduce((total, report) => total + (report[figure] ?? 0), 0);

/** How many of the limits are passed. */
const step = (value, limits) => limits.filter((limit) => value >= limit).length;
