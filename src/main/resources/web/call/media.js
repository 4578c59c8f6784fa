import { notify } from "../core/toast.js";

/** The own microphone and camera during a call. */
export class OwnMedia {
  stream = new MediaStream();
  muted = false;
  #onChange;

  /** @param {(kind: "audio"|"video", track: MediaStreamTrack?) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  get hasCamera() {
    return this.stream.getVideoTracks().length > 0;
  }

  /** As much as the person and the device give; a call without either is still one to listen to. */
  async open(withCamera) {
    await this.#get("audio", "Your microphone cannot be used, so the others will not hear you.");
    if (withCamera) await this.#get("video", "Your camera cannot be used, so the others will not see you.");
  }

  setMuted(muted) {
    this.muted = muted;
    for (const track of this.stream.getAudioTracks()) track.enabled = !muted;
  }

  /** Off means off: the device is let go and its light goes out. */
  async setCamera(on) {
    if (on === this.hasCamera) return;
    if (on) await this.#get("video", "Your camera cannot be used.");
    else this.#drop("video");
  }

  close() {
    for (const track of this.stream.getTracks()) track.stop();
  }

  async #get(kind, failure) {
    try {
      const got = await navigator.mediaDevices.getUserMedia({ [kind]: true });
      const [track] = got.getTracks();
      if (kind === "audio") track.enabled = !this.muted;
      this.stream.addTrack(track);
      this.#onChange(kind, track);
    } catch {
      notify(failure);
    }
  }

  #drop(kind) {
    for (const track of this.stream.getTracks().filter((one) => one.kind === kind)) {
      track.stop();
      this.stream.removeTrack(track);
    }
    this.#onChange(kind, null);
  }
}
