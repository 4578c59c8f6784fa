import { api } from "../core/api.js";
import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { announce, complain } from "../core/toast.js";
import { checkDevices } from "../devices/check.js";
import { fold } from "./fold.js";
import { OwnMedia } from "./media.js";
import { Peer } from "./peer.js";

/** Signals that come before their sender is known to be in. */
const MOST_EARLY = 300;

const MEASURE_MS = 2_000;

const TOO_LONG = "The connection was lost for too long.";

/** One call this device is in: its people, the own media and the way to each of the others. */
export class Call {
  state = { members: [], outcome: null };
  peers = new Map();
  media = new OwnMedia((slot) => this.#mediaChanged(slot));
  /** This device's epoch; known once it is in. */
  epoch = 0;
  /** Why it is over here, for the person. */
  over = null;
  #early = [];
  #config = {};
  #renewal = 0;
  #followed = false;
  /** The number of the event that let this device in; an older epoch of ours is another device's. */
  #entered = null;
  #seen = 0;
  /** Whether the server took us for gone. */
  #lost = false;
  #stop = () => {};
  #measuring = setInterval(() => this.#measure(), MEASURE_MS);

  /** @param onOver called once when the call is over here */
  constructor(id, me, onOver) {
    this.id = id;
    this.topic = `call:${id}`;
    this.me = me;
    this.onOver = onOver;
  }

  get others() {
    return this.state.members.filter(({ id }) => id !== this.me.id);
  }

  get isConnected() {
    return [...this.peers.values()].some(({ peer }) => peer.isConnected);
  }

  /**
   * Comes in.
   * @param {string?} how the command that lets this device in; none for who has placed the call
   * @param {{microphone: boolean, camera: boolean}} [on] as the call began when it is not said
   */
  async enter(how, on) {
    // Followed first: the others offer as soon as they hear of us.
    const known = new Promise((resolve) => (this.#known = resolve));
    this.#stop = live.connection.subscribe(this.topic, {
      onSnapshot: (frame) => this.#snapshot(frame),
      onEvent: (event) => this.#happen(event),
      onSignal: (signal) => this.#hear(signal),
      onError: (error) => this.#end(error.message),
    });
    await known;
    await this.#findWays();
    await this.media.open(on ?? { microphone: true, camera: this.state.media === "video" });
    if (this.over) return;
    try {
      this.#enterAt(how ? (await live.connection.command(this.topic, how)).seq : 0);
    } catch (error) {
      complain(error);
      this.#end(null);
    }
  }

  setMuted(muted) {
    this.media.setMuted(muted);
    invalidate();
  }

  async setCamera(on) {
    await this.media.setCamera(on);
    invalidate();
  }

  async chooseDevices() {
    const chosen = await checkDevices({ title: "Camera, microphone and speaker", action: "Use these", always: true, wanted: () => !this.over });
    if (chosen) await this.media.renew();
  }

  /** Leaves; the server is told however long that takes. */
  leave() {
    live.connection?.command(this.topic, "call:end").catch(complain);
    this.#end(null);
  }

  /** Ends it here only. */
  close() {
    this.#end(null);
  }

  /** Servers that help to find ways; a call goes on without, as far as it gets. */
  async #findWays() {
    clearTimeout(this.#renewal);
    try {
      const { iceServers, until } = await api.iceServers(this.id);
      this.#config = { iceServers };
      // A restart much later must not come with a credential of long ago.
      this.#renewal = setTimeout(() => this.#findWays(), Math.max(30_000, (Date.parse(until) - live.now()) / 2));
    } catch (error) {
      console.warn("call: no ice servers:", error.message);
    }
    if (this.over) clearTimeout(this.#renewal);
    else this.peers.forEach(({ peer }) => peer.configure(this.#config));
  }

  #known = () => {};

  #enterAt(seq) {
    this.#entered = seq;
    this.#meet();
  }

  #snapshot({ seq, recovered, snapshot }) {
    if (!recovered) this.#seen = seq;
    if (!recovered && snapshot) this.state = { outcome: null, ...snapshot };
    this.#known();
    this.#meet();
    // Back after a loss: what was said meanwhile did not come, and the way itself may have changed.
    if (this.#followed) this.#findWays().then(() => this.peers.forEach(({ peer }) => peer.restart()));
    this.#followed = true;
    invalidate();
  }

  #happen(event) {
    this.#seen = event.seq;
    this.state = fold(this.state, event);
    const out = event.type === "call:left" && event.data.user === this.me.id && this.epoch;
    // Who is left alone leaves too, and then it ends.
    if (out && this.others.some(({ status }) => status === "in")) return this.#comeBack();
    this.#meet();
    invalidate();
  }

  /** Taken for lost, but here; a call that goes on takes us back. */
  #comeBack() {
    if (this.over) return;
    this.#lost = true;
    this.#entered = null;
    this.epoch = 0;
    this.#forgetAll();
    live.connection.command(this.topic, "call:join").then(
      ({ seq }) => {
        this.#lost = false;
        this.#enterAt(seq);
      },
      () => this.#end(TOO_LONG),
    );
  }

  /** Brings the ways to the others in line with who is in. */
  #meet() {
    if (this.over) return;
    if (this.state.outcome) return this.#end(this.#lost ? TOO_LONG : null);
    const mine = this.state.members.find(({ id }) => id === this.me.id);
    if (this.#entered === null || this.#seen < this.#entered || mine?.status !== "in") return;
    if (this.epoch && mine.epoch > this.epoch) return this.#end("The call goes on on another device of yours.");
    this.epoch = mine.epoch;
    for (const member of this.others) {
      const known = this.peers.get(member.id);
      if (known && (member.status !== "in" || known.epoch !== member.epoch)) this.#forget(member.id);
      if (member.status === "in" && !this.peers.has(member.id)) this.#connect(member);
    }
    this.#early = this.#early.filter((signal) => !this.#give(signal));
  }

  #connect({ id, epoch }) {
    const send = (what) => live.connection?.signal(this.topic, "call:signal", { to: id, epoch: this.epoch, peer: epoch, ...what });
    const peer = new Peer({ polite: this.me.id > id, config: this.#config, own: this.media, send, onChange: invalidate });
    this.peers.set(id, { epoch, peer });
  }

  #hear({ type, from, data }) {
    if (type !== "call:signal" || this.over) return;
    const signal = { from, ...data };
    if (!this.#give(signal) && this.#early.length < MOST_EARLY) this.#early.push(signal);
  }

  /** @returns whether the signal needs to be kept no longer */
  #give(signal) {
    const known = this.peers.get(signal.from);
    if (!this.epoch || !known || signal.epoch > known.epoch) return false;
    if (signal.epoch === known.epoch && signal.peer === this.epoch) known.peer.hear(signal);
    return true;
  }

  #mediaChanged(slot) {
    for (const { peer } of this.peers.values()) peer.update(slot);
    invalidate();
  }

  async #measure() {
    for (const { id, name } of this.others) {
      const peer = this.peers.get(id)?.peer;
      const before = peer?.quality?.grade;
      await peer?.measure().catch(() => {});
      if (peer?.quality?.grade === "poor" && before !== "poor") announce(`The connection to ${name} is poor.`);
    }
    invalidate();
  }

  #forget(id) {
    this.peers.get(id)?.peer.close();
    this.peers.delete(id);
  }

  #forgetAll() {
    for (const id of [...this.peers.keys()]) this.#forget(id);
  }

  #end(why) {
    if (this.over) return;
    this.over = { why };
    clearTimeout(this.#renewal);
    clearInterval(this.#measuring);
    this.#stop();
    this.#forgetAll();
    this.media.close();
    this.#known();
    this.onOver(this);
    invalidate();
  }
}
