import { isOver, spell } from "./receiver.js";

/** What this page sends: negotiated once for both, then tracks come and go without a word. */
export class Sender {
  #peer = null;
  #senders = {};
  #signal;
  #onLost;

  constructor({ signal, onLost }) {
    this.#signal = signal;
    this.#onLost = onLost;
  }

  get isOpen() {
    return this.#peer !== null;
  }

  /** Sends this track, or of its kind nothing when it is null. */
  async put(kind, track) {
    if (!this.#peer && track) await this.#open(kind, track);
    else await this.#senders[kind]?.replaceTrack(track);
  }

  async published(sdp) {
    if (this.#peer?.signalingState === "have-local-offer") await this.#peer.setRemoteDescription({ type: "answer", sdp });
  }

  close() {
    const peer = this.#peer;
    this.#peer = null;
    this.#senders = {};
    peer?.close();
  }

  async #open(kind, track) {
    const peer = new RTCPeerConnection();
    this.#peer = peer;
    for (const each of ["audio", "video"]) {
      this.#senders[each] = peer.addTransceiver(each === kind ? track : each, { direction: "sendonly" }).sender;
    }
    peer.onicecandidate = ({ candidate }) => this.#signal("media:candidate", spell("send", candidate));
    peer.onconnectionstatechange = () => isOver(peer) && peer === this.#peer && this.#onLost();
    await peer.setLocalDescription(await peer.createOffer());
    this.#signal("media:publish", { sdp: peer.localDescription.sdp });
  }
}
