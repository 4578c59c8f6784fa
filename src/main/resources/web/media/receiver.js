/** What is heard and seen of others: one connection, renegotiated by the server's offers. */
export class Receiver {
  /** `{user, source, stream}` of each camera and screen. */
  heard = new Map();
  #peer = null;
  #closed = false;
  #turn = Promise.resolve();
  #signal;
  #config;
  #onChange;
  #onLost;

  constructor({ signal, config, onChange, onLost }) {
    this.#signal = signal;
    this.#config = config;
    this.#onChange = onChange;
    this.#onLost = onLost;
  }

  /** One after the other: an offer changes what the next one builds on. */
  offer(offer) {
    this.#turn = this.#turn.then(() => this.#answer(offer)).catch(() => this.#closed || this.#onLost());
  }

  list(streams) {
    this.#turn = this.#turn.then(() => this.#arrange(streams));
  }

  close() {
    this.#closed = true;
    this.#peer?.close();
    this.#peer = null;
    this.heard.clear();
  }

  /** What the browser knows of what came in; nothing when there is nothing to receive. */
  stats() {
    return this.#peer?.getStats();
  }

  get isConnected() {
    return !this.#peer || this.#peer.connectionState === "connected";
  }

  async #answer({ number, sdp, streams }) {
    const config = await this.#config();
    if (this.#closed) return;
    const peer = (this.#peer ??= this.#open(config));
    await peer.setRemoteDescription({ type: "offer", sdp });
    await peer.setLocalDescription(await peer.createAnswer());
    this.#signal("media:answer", { number, sdp: peer.localDescription.sdp });
    this.#arrange(streams);
  }

  #open(config) {
    const peer = new RTCPeerConnection(config);
    peer.onicecandidate = ({ candidate }) => this.#signal("media:candidate", spell("receive", candidate));
    peer.onconnectionstatechange = () => isOver(peer) && peer === this.#peer && this.#onLost();
    return peer;
  }

  /** The tracks by whom and what they are of; a stream stays the same while it is heard, so that the picture does not jump. */
  #arrange(streams) {
    const tracks = new Map((this.#peer?.getTransceivers() ?? []).map(({ mid, receiver }) => [mid, receiver.track]));
    const groups = Map.groupBy(streams.filter(({ mid }) => tracks.has(mid)), ({ user, source }) => `${source} ${user}`);
    for (const key of this.heard.keys()) if (!groups.has(key)) this.heard.delete(key);
    for (const [key, theirs] of groups) {
      const [{ user, source }] = theirs;
      const stream = this.heard.get(key)?.stream ?? new MediaStream();
      const wanted = new Set(theirs.map(({ mid }) => tracks.get(mid)));
      for (const track of stream.getTracks()) if (!wanted.has(track)) stream.removeTrack(track);
      for (const track of wanted) stream.addTrack(track);
      this.heard.set(key, { user, source, stream });
    }
    this.#onChange();
  }
}

/** A candidate on the wire; none means that there are no more. */
export const spell = (leg, candidate) =>
  candidate?.candidate ? { leg, candidate: candidate.candidate, mid: candidate.sdpMid ?? "0", line: candidate.sdpMLineIndex ?? 0 } : { leg };

export const isOver = (peer) => peer.connectionState === "failed" || peer.connectionState === "closed";
