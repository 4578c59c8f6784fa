import { notify } from "../core/toast.js";
import { openTrack } from "../devices/choice.js";
import { deviceProblem } from "../devices/words.js";

const consequences = { audio: "The others will not hear you.", video: "The others will not see you." };

/** The own microphone and camera during a call. */
export class OwnMedia {
  stream = new MediaStream();
  muted = false;
  #onChange;
  #closed = false;

  /** @param {(kind: "audio"|"video", track: MediaStreamTrack?) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  get hasCamera() {
    return this.stream.getVideoTracks().length > 0;
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

  close() {
    this.#closed = true;
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
    this.#onChange(kind, track);
  }
}
