/** What is heard and seen of others: one connection, renegotiated by the server's offers. */
export class Receiver {
  /** By user. */
  streams = new Map();
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
    this.#turn = this.#turn.then(() => this.#answer(offer)).catch(() => this.#onLost());
  }

  list(streams) {
    this.#turn = this.#turn.then(() => this.#arrange(streams));
  }

  close() {
    this.#closed = true;
    this.#peer?.close();
    this.#peer = null;
    this.streams.clear();
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

  /** The tracks by whom they are of; a stream stays the same while its person is heard, so that the picture does not jump. */
  #arrange(streams) {
    const tracks = new Map((this.#peer?.getTransceivers() ?? []).map(({ mid, receiver }) => [mid, receiver.track]));
    const byUser = Map.groupBy(streams.filter(({ mid }) => tracks.has(mid)), ({ user }) => user);
    for (const user of this.streams.keys()) if (!byUser.has(user)) this.streams.delete(user);
    for (const [user, theirs] of byUser) {
      const stream = this.streams.get(user) ?? new MediaStream();
      const wanted = new Set(theirs.map(({ mid }) => tracks.get(mid)));
      for (const track of stream.getTracks()) if (!wanted.has(track)) stream.removeTrack(track);
      for (const track of wanted) stream.addTrack(track);
      this.streams.set(user, stream);
    }
    this.#onChange();
  }
}

/** A candidate on the wire; none means that there are no more. */
export const spell = (leg, candidate) =>
  candidate?.candidate ? { leg, candidate: candidate.candidate, mid: candidate.sdpMid ?? "0", line: candidate.sdpMLineIndex ?? 0 } : { leg };

export const isOver = (peer) => peer.connectionState === "failed" || peer.connectionState === "closed";
