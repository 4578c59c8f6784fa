import { html } from "../lib.js";
import { lengthOf } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { icon } from "../ui/icons.js";

/** The position is told this often while playing; only the newest counts. */
const TELL_MS = 4_000;
const STEP_MS = 250;

/** Stands in for a video: a position that runs, can be moved, and is told to the server. */
export class Player {
  playing = false;
  #lesson;
  #progress;
  #position;
  #timer = 0;
  #toldAt = 0;

  constructor(progress, lesson) {
    this.#progress = progress;
    this.#lesson = lesson;
    this.#position = lesson.position ?? 0;
  }

  stop() {
    clearInterval(this.#timer);
    if (this.playing) this.#tell();
    this.playing = false;
  }

  view() {
    const { title, seconds } = this.#lesson;
    return html`
      <div class="player">
        <button type="button" class="icon-button round" data-testid="lesson-play" aria-label="${this.playing ? "Pause" : "Play"} ${title}" @click=${() => this.#toggle()}>
          ${icon(this.playing ? "pause" : "play")}
        </button>
        <input type="range" min="0" max=${seconds} step="1" data-testid="lesson-position" aria-label="Position in ${title}" aria-valuetext=${lengthOf(this.#position)}
          .value=${String(Math.floor(this.#position))} @input=${(e) => this.#move(Number(e.target.value))} @change=${() => this.#tell()} />
        <span class="player-time">${lengthOf(this.#position)} / ${lengthOf(seconds)}</span>
      </div>
    `;
  }

  #toggle() {
    if (this.playing) this.stop();
    else {
      if (this.#position >= this.#lesson.seconds) this.#position = 0;
      this.playing = true;
      this.#timer = setInterval(() => this.#step(), STEP_MS);
    }
    invalidate();
  }

  #step() {
    this.#move(this.#position + STEP_MS / 1000);
    if (this.#position >= this.#lesson.seconds) this.stop();
    else if (Date.now() - this.#toldAt > TELL_MS) this.#tell();
  }

  #move(position) {
    this.#position = Math.min(position, this.#lesson.seconds);
    invalidate();
  }

  #tell() {
    this.#toldAt = Date.now();
    this.#progress.command("lesson:watch", { lesson: this.#lesson.id, position: Math.floor(this.#position) });
  }
}
