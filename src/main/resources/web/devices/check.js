import { nothing } from "../lib.js";
import { invalidate } from "../core/loop.js";
import { choose, chosen, isAskedFor, openTrack } from "./choice.js";
import { Level } from "./level.js";
import { checkView } from "./view.js";
import { deviceProblem } from "./words.js";

const METER_MS = 80;
/** So loud it is somebody who speaks. */
const HEARD = 0.35;
const names = { audio: "microphone", video: "camera" };

let open = null;

/**
 * Lets the person see and hear themselves and choose their devices, before others do; at once, where they have said that they need no check.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.action the word on the button that goes on
 * @param {boolean} [options.camera] whether the camera is on to begin with
 * @param {boolean} [options.always] also shown to who needs no check; then it is for choosing devices alone
 * @param {() => boolean} [options.wanted] asked with every drawing; the check goes away when it says no
 * @returns {Promise<{microphone: boolean, camera: boolean}?>} what shall be on, or null when the person thought better of it
 */
export function checkDevices({ title, action, camera = true, always = false, wanted = () => true }) {
  if (!always && !isAskedFor()) return Promise.resolve({ microphone: true, camera });
  open?.cancel();
  return new Promise((resolve) => {
    const done = (answer) => {
      open = null;
      resolve(answer);
      invalidate();
    };
    open = new DeviceCheck({ title, action, camera, always, wanted, done });
    invalidate();
  });
}

/** Drawn once for the whole page, by its shell. */
export function deviceCheckView() {
  if (open && !open.isWanted) queueMicrotask(() => open?.cancel());
  return open ? checkView(open) : nothing;
}

class DeviceCheck {
  preview = new MediaStream();
  problems = { audio: "", video: "" };
  on;
  /** What there is to choose from, as the browser lists it. */
  devices = [];
  /** Whether the microphone has heard anything. */
  heard = false;
  #tracks = { audio: null, video: null };
  #turns = { audio: 0, video: 0 };
  #options;
  #level = null;
  #meter = null;
  #timer;
  #closed = false;

  constructor(options) {
    this.#options = options;
    this.on = { audio: true, video: options.camera || options.always };
    for (const kind of ["audio", "video"]) if (this.on[kind]) this.#open(kind);
    this.#timer = setInterval(() => this.#measure(), METER_MS);
    navigator.mediaDevices?.addEventListener("devicechange", this.#list);
    // What it was for is of the page that is left.
    addEventListener("hashchange", this.cancel);
  }

  get title() {
    return this.#options.title;
  }

  get action() {
    return this.#options.action;
  }

  /** For choosing devices alone, with no more to say. */
  get isPlain() {
    return this.#options.always;
  }

  get isWanted() {
    return this.#options.wanted();
  }

  has(kind) {
    return this.#tracks[kind] !== null;
  }

  toggle(kind) {
    this.on[kind] = !this.on[kind];
    if (this.on[kind]) this.#open(kind);
    else this.#release(kind);
    invalidate();
  }

  pick(kind, id) {
    choose({ [names[kind] ?? kind]: id });
    if (this.on[kind]) this.#open(kind);
    invalidate();
  }

  tryAgain(kind) {
    this.#open(kind);
  }

  /** For `ref`: where the level is shown; drawn so often that the page is not drawn for it. */
  meter = (element) => (this.#meter = element ?? null);

  goOn() {
    this.#finish({ microphone: this.on.audio, camera: this.on.video });
  }

  cancel = () => this.#finish(null);

  #finish(answer) {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    navigator.mediaDevices?.removeEventListener("devicechange", this.#list);
    removeEventListener("hashchange", this.cancel);
    for (const kind of ["audio", "video"]) this.#release(kind);
    this.#options.done(answer);
  }

  async #open(kind) {
    this.#release(kind);
    const turn = this.#turns[kind];
    this.problems[kind] = "";
    try {
      const track = await openTrack(kind);
      // Chosen otherwise meanwhile, or gone.
      if (turn !== this.#turns[kind]) return track.stop();
      this.#use(kind, track);
    } catch (error) {
      if (turn === this.#turns[kind]) this.problems[kind] = deviceProblem(kind, error);
    }
    await this.#list();
  }

  #use(kind, track) {
    this.#tracks[kind] = track;
    track.onended = () => {
      this.#release(kind);
      this.problems[kind] = `Your ${names[kind]} is gone.`;
      invalidate();
    };
    if (kind === "video") this.preview.addTrack(track);
    else this.#level = new Level(track);
  }

  #release(kind) {
    this.#turns[kind]++;
    const track = this.#tracks[kind];
    this.#tracks[kind] = null;
    if (kind === "audio") {
      this.#level?.close();
      this.#level = null;
    } else if (track) this.preview.removeTrack(track);
    if (track) track.onended = null;
    track?.stop();
  }

  /** Names are told only to who was let near a device. */
  #list = async () => {
    this.devices = ((await navigator.mediaDevices?.enumerateDevices()) ?? []).filter(({ deviceId }) => deviceId);
    invalidate();
  };

  #measure() {
    const level = this.#level?.read() ?? 0;
    if (this.#meter) this.#meter.value = level;
    if (level < HEARD || this.heard) return;
    this.heard = true;
    invalidate();
  }
}
