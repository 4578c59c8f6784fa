import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { announce, complain } from "../core/toast.js";
import { icon } from "../ui/icons.js";

/** While files are being made it is asked how far they are this often. */
const LOOK_MS = 4_000;

const states = {
  recording: "The recording is being finished.",
  processing: "The recording is being finished.",
  ready: "The class was recorded.",
  failed: "The recording could not be made.",
};

/** Says to all that a class is recorded, lets its teacher begin and end that, and tells what became of it. */
export class RecordingPart {
  #room;
  #listed = null;
  #askedFor = null;
  #busy = false;
  #timer = 0;

  constructor(room) {
    this.#room = room;
  }

  close() {
    clearTimeout(this.#timer);
  }

  view() {
    const { media, status, recording } = this.#room.state;
    if (!media || status === "scheduled") return nothing;
    this.#ask();
    if (status === "ended") return this.#whatBecame();
    return html`<div class="recording" data-testid="recording" data-on=${Boolean(recording)}>
      <p role="status">${recording ? html`<span class="badge rec"><i></i>Recording</span> ${this.#notice(recording)}` : nothing}</p>
      ${this.#button(recording)}
    </div>`;
  }

  #notice({ pupils }) {
    if (this.#room.isStaff) return pupils ? "Whoever speaks or shows themselves is recorded, pupils as far as they may be." : "Teachers and assistants are recorded, pupils are not.";
    return pupils ? "What you say and show is recorded if you may be. You can leave microphone and camera off." : "Your teachers are recorded. You are not.";
  }

  #button(recording) {
    if (this.#room.role !== "teacher" || !this.#listed || this.#listed.allowed === "off") return nothing;
    return recording
      ? html`<button type="button" class="button small danger" data-testid="recording-stop" ?disabled=${this.#busy} @click=${() => this.#set(false)}>${icon("stop")}Stop recording</button>`
      : html`<button type="button" class="button small" data-testid="recording-start" ?disabled=${this.#busy} @click=${() => this.#set(true)}>${icon("record")}Record the class</button>`;
  }

  #whatBecame() {
    const state = this.#listed?.state ?? "none";
    if (state === "none") return nothing;
    return html`
      <div class="recording" data-testid="recording" data-state=${state}>
        <p role="status">${states[state]}</p>
        ${state === "ready" ? html`<a class="button small" href="#/replay/${encodeURIComponent(this.#room.id)}" data-testid="recording-watch">${icon("play")}Watch it</a>` : nothing}
      </div>
    `;
  }

  /** Once while it runs, by who may record; once it has ended by all, until all is done. */
  #ask() {
    const { status } = this.#room.state;
    if (this.#askedFor === status || (status === "running" && this.#room.role !== "teacher")) return;
    this.#askedFor = status;
    this.#load();
  }

  async #load() {
    clearTimeout(this.#timer);
    try {
      this.#listed = await api.recording(this.#room.id);
      const pending = ["recording", "processing"].includes(this.#listed.state);
      if (this.#room.state.status === "ended" && pending) this.#timer = setTimeout(() => this.#load(), LOOK_MS);
    } catch {
      // Without an answer nothing is offered; the class itself goes on.
    }
    invalidate();
  }

  async #set(on) {
    if (this.#busy) return;
    this.#busy = true;
    invalidate();
    try {
      this.#listed = await api.record(this.#room.id, on);
      announce(on ? "The class is being recorded." : "The recording has ended.");
    } catch (error) {
      complain(error);
    }
    this.#busy = false;
    invalidate();
  }
}
