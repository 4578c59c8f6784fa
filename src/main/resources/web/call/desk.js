import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { complain, notify } from "../core/toast.js";
import { checkDevices } from "../devices/check.js";
import { idMaker } from "../lyceum/ids.js";
import { Call } from "./model.js";

const newId = idMaker(() => live.now());

const spoken = { rejected: "The call was declined.", busy: "The line is busy.", missed: "Nobody answered.", cancelled: "The call was cancelled." };

/** For so long after a crossing the other call is entered by itself. */
const TO_MEET_MS = 10_000;

/** The call this tab is in, which a reload brings back to it. */
const KEY = "lyceum.call";

/** What rings for this person, and the one call this device is in. */
class CallDesk {
  ringing = [];
  /** Calls the person is in, on whichever device. */
  taken = [];
  call = null;
  #me = null;
  /** After a call that was crossed: what is wanted of the other, in which the two meet. */
  #meeting = null;
  #stop = () => {};
  #timer = 0;

  /** Begins to listen for whoever has signed in. */
  open(me) {
    this.close();
    this.#me = me;
    this.#stop = live.connection.subscribe(`inbox:${me.id}`, {
      onSnapshot: ({ recovered, snapshot }) => {
        if (!recovered && snapshot) Object.assign(this, { ringing: snapshot.ringing, taken: snapshot.taken });
        const mine = sessionStorage.getItem(KEY);
        if (!this.call && mine && this.taken.includes(mine)) this.join(mine);
        this.#changed();
      },
      onEvent: (event) => this.#happen(event),
    });
  }

  close() {
    this.#stop();
    this.call?.close();
    clearTimeout(this.#timer);
    Object.assign(this, { ringing: [], taken: [], call: null });
    this.#stop = () => {};
  }

  /** The call that rings here; not while another is on. */
  get incoming() {
    return this.call ? null : (this.ringing.find(({ until }) => live.now() < Date.parse(until)) ?? null);
  }

  /** A call of this person that goes on elsewhere, or did in this window before a reload. */
  get elsewhere() {
    return this.call || this.incoming ? null : (this.taken[0] ?? null);
  }

  get isBusy() {
    return Boolean(this.call || this.taken.length);
  }

  async place(to, media) {
    if (this.call) return;
    const on = await checkDevices({ title: "Before you call", action: "Call", camera: media === "video", wanted: () => !this.call && Boolean(live.connection) });
    if (!on || this.call) return;
    // Sent later, it would ring when nobody waits for it any more.
    if (live.status.state !== "online") return notify("You are not connected.");
    const id = newId();
    try {
      await live.connection.command(`call:${id}`, "call:initiate", { to, media });
      this.#enter(id, null, on);
    } catch (error) {
      complain(error);
    }
  }

  async answer({ call, from, media }, camera = media === "video") {
    const wanted = () => !this.call && this.ringing.some((ring) => ring.call === call);
    const on = await checkDevices({ title: `${from.name} calls`, action: "Answer", camera, wanted });
    if (on) this.#enter(call, "call:answer", on);
  }

  reject({ call }) {
    live.connection?.command(`call:${call}`, "call:reject").catch(complain);
    this.ringing = this.ringing.filter((ring) => ring.call !== call);
    invalidate();
  }

  /** Takes the call over from another device. */
  join(call) {
    this.#enter(call, "call:join");
  }

  leave(call) {
    live.connection?.command(`call:${call}`, "call:end").catch(complain);
    this.taken = this.taken.filter((other) => other !== call);
    invalidate();
  }

  #enter(id, how, on) {
    sessionStorage.setItem(KEY, id);
    this.call = new Call(id, this.#me, (call) => this.#over(call));
    this.call.enter(how, on);
    invalidate();
  }

  #over(call) {
    if (this.call !== call) return;
    this.call = null;
    sessionStorage.removeItem(KEY);
    if (call.state.outcome === "crossed") {
      this.#meeting = { not: call.id, on: { microphone: !call.media.muted, camera: call.media.hasCamera }, until: Date.now() + TO_MEET_MS };
      return this.#meet();
    }
    const placed = call.state.from === this.#me?.id;
    const text = call.over.why ?? (placed ? spoken[call.state.outcome] : null);
    if (text) notify(text);
  }

  /** Two called each other at once; the server has let us into the other's call, which the inbox tells sooner or later. */
  #meet() {
    const call = this.taken.find((other) => other !== this.#meeting?.not);
    if (!this.#meeting || this.call || !call) return;
    const { on, until } = this.#meeting;
    this.#meeting = null;
    if (Date.now() < until) this.#enter(call, "call:join", on);
  }

  #happen({ type, data }) {
    const rest = this.ringing.filter(({ call }) => call !== data.call);
    const others = this.taken.filter((call) => call !== data.call);
    if (type === "call:incoming") Object.assign(this, { ringing: [...rest, data] });
    else if (type === "call:taken") Object.assign(this, { ringing: rest, taken: [...others, data.call] });
    else if (type === "call:settled") Object.assign(this, { ringing: rest, taken: others });
    this.#meet();
    this.#changed();
  }

  /** What is not settled in time, because the server is away, stops ringing by itself. */
  #changed() {
    clearTimeout(this.#timer);
    const next = Math.min(...this.ringing.map(({ until }) => Date.parse(until) - live.now()).filter((ms) => ms > 0));
    if (Number.isFinite(next)) this.#timer = setTimeout(() => this.#changed(), next + 50);
    invalidate();
  }
}

export const desk = new CallDesk();
