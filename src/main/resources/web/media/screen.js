import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { announce, complain } from "../core/toast.js";
import { Sender } from "./sender.js";

/** Says after a reload that it was this window which shared. */
const KEPT = "lyceum.screen";

/** The own screen, shown to the class: first the browser is asked what to share, then the class whether it may be. */
export class ScreenShare {
  /** What is shared; null when nothing is. */
  stream = null;
  #topic;
  #connection;
  #sender = null;
  #allowed = false;

  /** @param connection what a {@link Sender} needs */
  constructor(topic, connection) {
    this.#topic = topic;
    this.#connection = connection;
  }

  get isOn() {
    return this.stream !== null;
  }

  async start() {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 10, max: 15 } }, audio: true });
    const [picture] = stream.getVideoTracks();
    // Print is to be read, be it at the cost of smoothness.
    picture.contentHint = "detail";
    picture.onended = () => this.stop();
    this.stream = stream;
    try {
      await live.connection.command(this.#topic, "screen:start");
      sessionStorage.setItem(KEPT, this.#topic);
      this.#send();
    } catch (error) {
      this.#drop();
      complain(error);
    }
    invalidate();
  }

  stop() {
    if (!this.isOn) return;
    this.#drop();
    this.#say();
  }

  /** What the server lets us. */
  allowed(now) {
    const before = this.#allowed;
    this.#allowed = now;
    if (now) this.#send();
    else if (before && this.isOn) {
      this.#drop();
      announce("Your screen is not shared any more.");
    }
  }

  published(sdp) {
    return this.#sender?.published(sdp);
  }

  /** The server has cut it off. */
  closed(reason) {
    if (!this.isOn) return;
    this.#drop();
    if (reason === "rights") announce("Your screen is not shared any more.");
    else if (reason !== "replaced") this.#say();
  }

  /** The connection is gone; what is shared waits for the next. */
  pause() {
    this.#sender?.close();
    this.#sender = null;
  }

  /** The class believes that we share, but a reload has ended it. */
  tidy(believed) {
    if (this.isOn || sessionStorage.getItem(KEPT) !== this.#topic) return;
    sessionStorage.removeItem(KEPT);
    if (believed) this.#say();
  }

  #send() {
    if (!this.isOn || !this.#allowed || this.#sender) return;
    const sender = (this.#sender = new Sender({ source: "screen", ...this.#connection }));
    for (const track of this.stream.getTracks()) sender.put(track.kind, track).catch(() => this.#connection.onLost());
  }

  #drop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    if (this.#sender) this.#connection.signal("media:unpublish", { source: "screen" });
    this.pause();
    sessionStorage.removeItem(KEPT);
    invalidate();
  }

  #say() {
    // Who may not any more has stopped already.
    live.connection?.command(this.#topic, "screen:stop").catch(() => {});
  }
}

/** Whether the class lets this person; whether the screen is free it says when asked. */
export function mayShare(room) {
  const me = room.people.find(({ id }) => id === room.me.id);
  return room.isStaff || Boolean(room.state.room || me?.spotlit || me?.presenter);
}

/** Phones do not. */
export const canShare = () => Boolean(navigator.mediaDevices?.getDisplayMedia);
