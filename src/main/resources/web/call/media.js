import { notify } from "../core/toast.js";
import { openTrack } from "../devices/choice.js";
import { deviceProblem } from "../devices/words.js";

const consequences = { audio: "The others will not hear you.", video: "The others will not see you." };

/** The own microphone, camera and screen during a call. */
export class OwnMedia {
  stream = new MediaStream();
  muted = false;
  #screen = null;
  #onChange;
  #closed = false;

  /** @param {(slot: "audio"|"video"|"screen") => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  get hasCamera() {
    return this.stream.getVideoTracks().length > 0;
  }

  get sharesScreen() {
    return this.#screen !== null;
  }

  /** Phones have none. */
  static get canShareScreen() {
    return Boolean(navigator.mediaDevices?.getDisplayMedia);
  }

  /** What is sent in this slot now, or null. */
  track(slot) {
    return slot === "screen" ? this.#screen : (this.stream.getTracks().find(({ kind }) => kind === slot) ?? null);
  }

  /** As much as the person and the device give; a call without either is still one to listen to. */
  async open({ microphone, camera }) {
    this.muted = !microphone;
    await this.#get("audio");
    if (camera) await this.#get("video");
  }

  /** Other devices were chosen. */
  async renew() {
    for (const { kind } of this.stream.getTracks()) await this.#get(kind);
  }

  setMuted(muted) {
    this.muted = muted;
    for (const track of this.stream.getAudioTracks()) track.enabled = !muted;
  }

  /** Off means off: the device is let go and its light goes out. */
  async setCamera(on) {
    if (on === this.hasCamera) return;
    if (on) await this.#get("video");
    else this.#put("video", null);
  }

  /** The browser lets its person choose what is shown, or think better of it. */
  async shareScreen() {
    try {
      const [track] = (await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15 } } })).getTracks();
      if (this.#closed) return track.stop();
      // Letters stay sharp, whatever becomes of movement.
      track.contentHint = "detail";
      // The browser has a button for that too, and a window may be closed.
      track.onended = () => this.stopScreen();
      this.#screen = track;
      this.#onChange("screen");
    } catch (error) {
      if (error.name !== "NotAllowedError") notify(`Your screen cannot be shared: ${error.message}`);
    }
  }

  stopScreen() {
    this.#screen?.stop();
    this.#screen = null;
    this.#onChange("screen");
  }

  close() {
    this.#closed = true;
    this.#screen?.stop();
    for (const track of this.stream.getTracks()) track.stop();
  }

  async #get(kind) {
    try {
      const track = await openTrack(kind);
      if (this.#closed) return track.stop();
      if (kind === "audio") track.enabled = !this.muted;
      this.#put(kind, track);
    } catch (error) {
      notify(`${deviceProblem(kind, error)} ${consequences[kind]}`);
    }
  }

  #put(kind, track) {
    for (const old of this.stream.getTracks().filter((one) => one.kind === kind)) {
      old.stop();
      this.stream.removeTrack(old);
    }
    if (track) this.stream.addTrack(track);
    this.#onChange(kind);
  }
}
