import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { announce, notify } from "../core/toast.js";
import { checkDevices } from "../devices/check.js";
import { openTrack } from "../devices/choice.js";
import { deviceProblem } from "../devices/words.js";
import { Look } from "./look.js";
import { Quality } from "./quality.js";
import { Receiver } from "./receiver.js";
import { ScreenShare } from "./screen.js";
import { Sender } from "./sender.js";
import { Ways } from "./ways.js";

const ANSWER_WITHIN_MS = 6_000;
/** Spread, for a whole class loses its media at the same moment. */
const AGAIN_MS = { lost: [300, 1_500], unavailable: [3_000, 3_000] };

const NO_RIGHTS = { audio: false, video: false, screen: false };

/** This page's part in the picture and voice of a class. */
export class ClassMedia {
  /** `out`, `joining`, `in`, or `away` while the server cannot have us. */
  state = "out";
  rights = NO_RIGHTS;
  /** The own tracks by kind, while they are on. */
  tracks = {};
  preview = new MediaStream();
  problem = "";
  screen;
  quality;
  /** Whose voices are heard at the moment. */
  speaking = new Set();
  /** Who spoke last of the others. */
  speaker = null;
  /** `speaker`, one in front of the others, or `grid`. */
  layout = "speaker";
  selfShown = true;
  #room;
  #topic;
  #ways;
  /** What shall be on from the beginning, as far as it may. */
  #begin = null;
  #look;
  /** Another after each reload: the connections of the page before are gone. */
  #device = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  #receiver = null;
  #sender = null;
  #timer = 0;

  constructor(room) {
    this.#room = room;
    this.#topic = room.topic;
    this.#ways = new Ways(room.id);
    this.screen = new ScreenShare(room.topic, this.#connection());
    this.quality = new Quality((report) => live.connection?.signal(this.#topic, "quality:report", report));
    this.#look = new Look((tiles) => this.#signal("media:look", { tiles }));
  }

  /** Whose camera or screen comes in: `{user, stream}`, in the order in which they came. */
  heard(source) {
    return [...(this.#receiver?.heard.values() ?? [])].filter((one) => one.source === source);
  }

  get isOn() {
    return this.state !== "out";
  }

  /** Which of one's own are on; null for whoever takes no part. */
  get on() {
    return this.isOn ? { microphone: Boolean(this.tracks.audio), camera: Boolean(this.tracks.video) } : null;
  }

  /** After a look at one's own devices; whoever may not send yet chooses them for later. */
  async join() {
    const camera = this.#room.isStaff;
    const on = await checkDevices({ title: "Before you join", action: "Join", camera, wanted: () => !this.isOn && Boolean(live.connection) });
    if (on) this.goOn(on);
  }

  /** Takes part without being asked, with the same on as where one comes from, as far as that may be. */
  goOn(on) {
    if (this.isOn) return;
    this.#begin = on;
    this.state = "joining";
    this.problem = "";
    this.#ask();
    invalidate();
  }

  leave() {
    if (this.isOn) this.#signal("media:leave");
    this.#reset();
    this.state = "out";
    invalidate();
  }

  /** The socket is there again: the server learns where we are now, and says whether it still has our connections. */
  returned() {
    this.screen.tidy(this.#room.state.screens?.includes(this.#room.me.id));
    if (this.isOn) this.#ask();
  }

  async toggle(kind) {
    if (this.tracks[kind]) return this.#stop(kind);
    try {
      const track = await openTrack(kind, kind === "video" ? { width: { ideal: 640 }, height: { ideal: 360 } } : {});
      if (this.state !== "in" || !this.rights[kind]) return track.stop();
      track.onended = () => this.#stop(kind);
      this.tracks[kind] = track;
      this.preview.addTrack(track);
      this.problem = "";
      await this.#put(kind, track);
    } catch (error) {
      this.problem = deviceProblem(kind, error);
    }
    invalidate();
  }

  async shareScreen() {
    if (this.screen.isOn) return this.screen.stop();
    try {
      this.problem = "";
      await this.screen.start();
    } catch (error) {
      // Not choosing one is no problem.
      if (error.name !== "NotAllowedError") this.problem = `Your screen cannot be shared: ${error.message}`;
    }
    invalidate();
  }

  switchLayout() {
    this.layout = this.layout === "grid" ? "speaker" : "grid";
    invalidate();
  }

  switchSelf() {
    this.selfShown = !this.selfShown;
    invalidate();
  }

  hear({ type, from, data }) {
    if (type === "quality:report") return this.quality.hear(from, data);
    if (from !== "system" || !this.isOn) return;
    switch (type) {
      case "media:joined":
        return this.#joined(data);
      case "media:rights":
        return this.#allowed(data);
      case "media:published":
        return (data.source === "screen" ? this.screen : this.#sender)?.published(data.sdp)?.catch(() => this.#again("lost"));
      case "media:offer":
        return this.#receiver?.offer(data);
      case "media:streams":
        return this.#receiver?.list(data.streams);
      case "media:speaking":
        return this.#spoken(data.users);
      case "media:closed":
        return this.#closed(data);
    }
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#signal("media:join");
    this.#timer = setTimeout(() => this.#ask(), ANSWER_WITHIN_MS);
  }

  #joined({ fresh, ...rights }) {
    clearTimeout(this.#timer);
    if (fresh) this.#close();
    this.#receiver ??= new Receiver({ ...this.#connection(), onChange: invalidate });
    this.state = "in";
    this.quality.watch(this.#receiver);
    this.#look.start();
    this.#allowed(rights);
    const begin = this.#begin;
    this.#begin = null;
    if (begin?.microphone && rights.audio) this.toggle("audio");
    if (begin?.camera && rights.video) this.toggle("video");
    for (const [kind, track] of Object.entries(this.tracks)) if (fresh) this.#put(kind, track).catch(() => this.#again("lost"));
  }

  #allowed(rights) {
    const had = this.rights;
    this.rights = { audio: rights.audio, video: rights.video, screen: rights.screen };
    this.screen.allowed(rights.screen);
    for (const kind of ["audio", "video"]) if (!rights[kind] && this.tracks[kind]) this.#stop(kind);
    if (!had.audio && !had.video && (rights.audio || rights.video)) announce("You have the word: you can switch on your camera and microphone.");
    else if (had.audio && !rights.audio) announce("Your microphone is off now.");
    invalidate();
  }

  #spoken(users) {
    this.speaking = new Set(users);
    this.speaker = users.findLast((user) => user !== this.#room.me.id) ?? this.speaker;
    invalidate();
  }

  #closed({ leg, reason }) {
    if (leg === "send") {
      this.#dropOwn();
      if (reason === "replaced") notify("You speak from another window now.");
      if (reason === "unavailable" || reason === "lost") this.problem = "Your picture and voice did not get through. Switch them on again.";
    } else if (leg === "screen") this.screen.closed(reason);
    else if (reason in AGAIN_MS) this.#again(reason);
    else {
      this.#reset();
      this.state = "out";
    }
    invalidate();
  }

  /** Everything anew, in a moment; what was on comes on again. */
  #again(reason) {
    if (!this.isOn) return;
    this.#signal("media:leave");
    this.#close();
    this.state = "away";
    const [least, spread] = AGAIN_MS[reason];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), least + Math.random() * spread);
    invalidate();
  }

  async #put(kind, track) {
    this.#sender ??= new Sender(this.#connection());
    await this.#sender.put(kind, track);
  }

  #stop(kind) {
    const track = this.tracks[kind];
    delete this.tracks[kind];
    if (track) this.preview.removeTrack(track);
    track?.stop();
    this.#sender?.put(kind, null).catch(() => {});
    invalidate();
  }

  #dropOwn() {
    for (const kind of Object.keys(this.tracks)) this.#stop(kind);
    this.#sender?.close();
    this.#sender = null;
  }

  #close() {
    this.#sender?.close();
    this.#receiver?.close();
    this.screen.pause();
    this.quality.stop();
    this.#look.stop();
    this.speaking.clear();
    this.#sender = this.#receiver = null;
  }

  #reset() {
    clearTimeout(this.#timer);
    this.screen.stop();
    this.#dropOwn();
    this.#close();
    this.rights = NO_RIGHTS;
  }

  #connection() {
    return { signal: this.#signal, config: () => this.#ways.config(), onLost: () => this.#again("lost") };
  }

  #signal = (type, data = {}) => live.connection?.signal(this.#topic, type, { device: this.#device, ...data });
}
