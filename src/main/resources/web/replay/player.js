import { invalidate } from "../core/loop.js";

export const SPEEDS = [1, 2, 4, 8, 16];
const TICK_MS = 100;

/** Where on the time line one is, and how fast one moves. */
export class Player {
  playing = false;
  speed = 1;
  position = 0;
  /** Called when somebody went elsewhere, not by playing on. */
  onJump = () => {};
  #reel;
  #timer = 0;
  #tickedAt = 0;

  constructor(reel) {
    this.#reel = reel;
  }

  close() {
    clearInterval(this.#timer);
  }

  toggle() {
    if (this.playing) this.#pause();
    else this.#play();
    this.onJump();
    invalidate();
  }

  /** To so many milliseconds after the class began. */
  seek(ms) {
    this.position = Math.max(0, Math.min(ms, this.#reel.length));
    this.onJump();
    invalidate();
  }

  skip(ms) {
    this.seek(this.position + ms);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.onJump();
    invalidate();
  }

  #play() {
    if (!this.#reel.isRunning && this.position >= this.#reel.length) this.position = 0;
    this.playing = true;
    this.#tickedAt = performance.now();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  #pause() {
    this.playing = false;
    clearInterval(this.#timer);
  }

  #tick() {
    const now = performance.now();
    this.position = Math.min(this.position + (now - this.#tickedAt) * this.speed, this.#reel.length);
    this.#tickedAt = now;
    // The end of a class that runs moves on by itself.
    if (this.position >= this.#reel.length && !this.#reel.isRunning) this.#pause();
    invalidate();
  }
}
