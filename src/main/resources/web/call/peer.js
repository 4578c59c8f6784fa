/**
 * The way to one other device: perfect negotiation, so that both may offer at any time. Of two offers that cross, the impolite side's
 * stands and the polite side takes its own back.
 */

import { figures, quality } from "./quality.js";

/** What is sent, each in a place of its own in the session: by its place the other side knows a screen from a camera. */
const SLOTS = ["audio", "video", "screen"];

/** Unsettled for so long something was lost on the way: it is said once more. */
const DOUBT_MS = 6_000;

export class Peer {
  /** The other's voice and picture, for a video element. */
  stream = new MediaStream();
  /** The other's screen. */
  screen = new MediaStream();
  /** How the way did lately; null when that is not known. */
  quality = null;
  #figures = null;
  #connection;
  #polite;
  #send;
  #onChange;
  #own;
  #makingOffer = false;
  #ignoring = false;
  #candidates = [];
  #work = Promise.resolve();
  #doubt;

  /**
   * @param {object} options
   * @param {boolean} options.polite exactly one side is
   * @param {RTCConfiguration} options.config
   * @param {import("./media.js").OwnMedia} options.own what is sent
   * @param {(signal: object) => void} options.send to the other device, in order, best effort
   * @param {() => void} options.onChange
   */
  constructor({ polite, config, own, send, onChange }) {
    this.#polite = polite;
    this.#send = send;
    this.#onChange = onChange;
    this.#own = own;
    const connection = (this.#connection = new RTCPeerConnection(config));
    connection.onnegotiationneeded = () => this.#offer();
    connection.onicecandidate = ({ candidate }) => candidate?.candidate && send({ candidate: plain(candidate) });
    connection.ontrack = ({ track, transceiver }) => this.#receive(track, transceiver);
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === "failed") connection.restartIce();
      onChange();
    };
    // The other side finds its places in our offer.
    if (!polite) {
      for (const slot of SLOTS) connection.addTransceiver(slot === "audio" ? "audio" : "video", { direction: "recvonly" });
      SLOTS.forEach((slot) => this.update(slot));
    }
    this.#doubt = setInterval(() => this.#isSettled || this.sayAgain(), DOUBT_MS);
  }

  get isConnected() {
    return this.#connection.connectionState === "connected";
  }

  get #isSettled() {
    return this.isConnected && this.#connection.signalingState === "stable";
  }

  /** Whether pictures come; a camera that is off sends none. */
  get hasPicture() {
    return this.#comes("video");
  }

  get hasScreen() {
    return this.#comes("screen");
  }

  #comes(slot) {
    const place = this.#place(slot);
    return place?.receiver.track.muted === false && ["sendrecv", "recvonly"].includes(place.currentDirection);
  }

  #place(slot) {
    return this.#connection.getTransceivers()[SLOTS.indexOf(slot)];
  }

  /** Sends what is there now of this slot; nothing when it is off, and the other side is told so. */
  update(slot) {
    const place = this.#place(slot);
    if (!place) return;
    const track = this.#own.track(slot);
    place.sender.replaceTrack(track).catch((error) => console.warn("call:", error.message));
    // Of one stream, so that lips and words go together.
    if (slot !== "screen") place.sender.setStreams(this.#own.stream);
    place.direction = track ? "sendrecv" : "recvonly";
  }

  async measure() {
    const now = figures([...(await this.#connection.getStats()).values()]);
    this.quality = this.isConnected ? quality(this.#figures, now) : null;
    this.#figures = now;
  }

  /** What the other device says. */
  hear(signal) {
    // One after the other: a candidate must not overtake the description it belongs to.
    this.#work = this.#work.then(() => this.#take(signal)).catch((error) => console.warn("call:", error.message));
    return this.#work;
  }

  /** From the next restart on. */
  configure(config) {
    this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), ...config });
  }

  /** A fresh way between the two, after one of them was away. */
  restart() {
    if (this.#connection.signalingState === "have-local-offer") this.sayAgain();
    else this.#connection.restartIce();
  }

  /** An offer without an answer may never have come, nor may its answer; hearing it twice does no harm. */
  sayAgain() {
    if (this.#connection.signalingState === "have-local-offer") this.#describe();
    else if (!this.#polite && this.#connection.signalingState === "stable") this.#connection.restartIce();
  }

  close() {
    clearInterval(this.#doubt);
    this.#connection.close();
  }

  async #offer() {
    // One side begins, or the first offers would cross each time; and a browser whose very first one is taken back may never look for ways.
    if (this.#polite && !this.#connection.remoteDescription) return;
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#describe();
    } catch (error) {
      if (this.#connection.signalingState !== "closed") console.warn("call:", error.message);
    } finally {
      this.#makingOffer = false;
    }
  }

  async #take({ description, candidate }) {
    const connection = this.#connection;
    if (candidate) {
      if (!connection.remoteDescription) this.#candidates.push(candidate);
      else await connection.addIceCandidate(candidate).catch((error) => this.#excuse(error));
      return;
    }
    const crossed = description.type === "offer" && (this.#makingOffer || connection.signalingState !== "stable");
    this.#ignoring = crossed && !this.#polite;
    // Theirs would have been taken back had ours come, so perhaps it did not.
    if (this.#ignoring) return this.sayAgain();
    if (description.type === "answer" && connection.signalingState !== "have-local-offer") return;
    await connection.setRemoteDescription(description);
    for (const early of this.#candidates.splice(0)) await connection.addIceCandidate(early).catch((error) => this.#excuse(error));
    if (description.type !== "offer") return;
    SLOTS.forEach((slot) => this.update(slot));
    await connection.setLocalDescription();
    this.#describe();
  }

  /** Candidates of an offer that is passed over, or of one before a restart, fit nowhere. */
  #excuse(error) {
    if (!this.#ignoring) console.info("call: a candidate without a place:", error.message);
  }

  #describe() {
    const { type, sdp } = this.#connection.localDescription;
    this.#send({ description: { type, sdp } });
  }

  #receive(track, transceiver) {
    const into = transceiver === this.#place("screen") ? this.screen : this.stream;
    into.addTrack(track);
    for (const change of ["onmute", "onunmute", "onended"]) track[change] = this.#onChange;
    this.#onChange();
  }
}

/** Without what is empty, which the server does not take. */
function plain(candidate) {
  const { candidate: way, sdpMid, sdpMLineIndex, usernameFragment } = candidate.toJSON();
  return { candidate: way, ...(sdpMid && { sdpMid }), ...(sdpMLineIndex != null && { sdpMLineIndex }), ...(usernameFragment && { usernameFragment }) };
}
