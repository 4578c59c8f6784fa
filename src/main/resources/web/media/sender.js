import { isOver, spell } from "./receiver.js";

/** A camera's picture is sent in two sizes; who shows it small is given the small one. */
const SIZES = [
  { rid: "h", maxBitrate: 500_000 },
  { rid: "l", maxBitrate: 120_000, scaleResolutionDownBy: 2 },
];

/** What this page sends: negotiated once for both, then tracks come and go without a word. */
export class Sender {
  #peer = null;
  #senders = {};
  #closed = false;
  #source;
  #turn = Promise.resolve();
  #signal;
  #config;
  #onLost;

  constructor({ source = "camera", signal, config, onLost }) {
    this.#source = source;
    this.#signal = signal;
    this.#config = config;
    this.#onLost = onLost;
  }

  /** Sends this track, or of its kind nothing when it is null. One after the other: the first opens the connection for both. */
  put(kind, track) {
    const done = this.#turn.then(() => this.#put(kind, track));
    this.#turn = done.catch(() => {});
    return done;
  }

  async published(sdp) {
    if (this.#peer?.signalingState === "have-local-offer") await this.#peer.setRemoteDescription({ type: "answer", sdp });
  }

  close() {
    this.#closed = true;
    this.#peer?.close();
    this.#peer = null;
    this.#senders = {};
  }

  async #put(kind, track) {
    if (!this.#peer && track) await this.#open(kind, track);
    else await this.#senders[kind]?.replaceTrack(track);
  }

  async #open(kind, track) {
    const config = await this.#config();
    if (this.#closed) return;
    const peer = new RTCPeerConnection(config);
    this.#peer = peer;
    for (const each of ["audio", "video"]) {
      const sendEncodings = each === "video" && this.#source === "camera" ? SIZES : undefined;
      this.#senders[each] = peer.addTransceiver(each === kind ? track : each, { direction: "sendonly", sendEncodings }).sender;
    }
    peer.onicecandidate = ({ candidate }) => this.#signal("media:candidate", spell(this.#source === "screen" ? "screen" : "send", candidate));
    peer.onconnectionstatechange = () => isOver(peer) && peer === this.#peer && this.#onLost();
    await peer.setLocalDescription(await peer.createOffer());
    this.#signal("media:publish", { source: this.#source, sdp: peer.localDescription.sdp });
  }
}
