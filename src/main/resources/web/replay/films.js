import { html, nothing, ref, repeat } from "../lib.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { avatar } from "../ui/parts.js";

/** So far a picture may be from the time line before it is put right; at speed more, for it would jump all the time. */
const DRIFT_S = 0.35;
/** While there may be more, and when an address is not good any more, the list is asked for again at most this often. */
const LOOK_MS = 10_000;

/** The recorded pictures and voices, each played where it belongs on the time line. */
export class Films {
  #id;
  #player;
  #parts = [];
  #elements = new Map();
  #addresses = new Map();
  #askedAt = 0;
  #timer = 0;

  constructor(id, player) {
    this.#id = id;
    this.#player = player;
    this.#load();
  }

  close() {
    clearTimeout(this.#timer);
  }

  view(scene) {
    const now = this.#playing();
    queueMicrotask(() => this.#follow());
    if (now.length === 0) return nothing;
    const names = new Map([...scene.classroom.members, ...scene.here, scene.classroom.teacher].filter(Boolean).map(({ id, name }) => [id, name]));
    return html`
      <section class="media" aria-label="Recorded pictures" data-testid="films">
        <div class="media-tiles">
          ${repeat(now, (part) => part.id, (part) => this.#tile(part, names.get(part.user) ?? "Somebody", now.length === 1))}
        </div>
      </section>
    `;
  }

  #tile(part, name, large) {
    return html`
      <figure class="media-tile ${large ? "large" : ""}" data-testid="film" data-user=${part.user} data-offset=${part.offset}>
        <span class="media-face">${avatar({ name }, "huge")}</span>
        <video src=${this.#addresses.get(part.id)} playsinline preload="auto" aria-label="Recording of ${name}"
          ${ref((element) => this.#keep(part.id, element))} @error=${() => this.#renew(part.id)} @loadedmetadata=${() => this.#follow()}></video>
        <figcaption>${name}</figcaption>
      </figure>
    `;
  }

  #playing() {
    const { position } = this.#player;
    return this.#parts.filter(({ offset, length }) => offset <= position && position < offset + length);
  }

  #keep(id, element) {
    if (element) this.#elements.set(id, element);
    else this.#elements.delete(id);
  }

  /** Brings every picture to where the time line is. */
  #follow() {
    const { position, playing, speed } = this.#player;
    for (const { id, offset } of this.#playing()) {
      const element = this.#elements.get(id);
      if (!element?.isConnected || element.readyState < 1) continue;
      const wanted = (position - offset) / 1000;
      if (Math.abs(element.currentTime - wanted) > DRIFT_S * speed && !element.seeking) element.currentTime = wanted;
      if (element.playbackRate !== speed) element.playbackRate = speed;
      if (playing && element.paused) this.#play(element);
      else if (!playing && !element.paused) element.pause();
    }
  }

  /** A browser that lets nothing sound unasked plays the picture at least. */
  #play(element) {
    element.play().catch((error) => {
      if (error.name === "NotAllowedError") {
        element.muted = true;
        element.play().catch(() => {});
      }
    });
  }

  /** The address was good for a while only. */
  #renew(id) {
    if (performance.now() - this.#askedAt < LOOK_MS) return;
    this.#addresses.delete(id);
    this.#load();
  }

  async #load() {
    clearTimeout(this.#timer);
    this.#askedAt = performance.now();
    try {
      const { state, parts } = await api.recording(this.#id);
      this.#parts = parts.filter((part) => part.state === "ready");
      // A new address of what is being played would begin it anew.
      for (const { id, url } of this.#parts) if (!this.#addresses.has(id)) this.#addresses.set(id, url);
      if (state === "recording" || state === "processing") this.#timer = setTimeout(() => this.#load(), LOOK_MS);
    } catch {
      // The class is told without them.
    }
    invalidate();
  }
}
