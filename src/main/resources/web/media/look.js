const EVERY_MS = 1_000;

/** Tells the server how large others' pictures are shown, so that small ones come small. */
export class Look {
  #tell;
  #told = "";
  #timer = 0;

  constructor(tell) {
    this.#tell = tell;
  }

  start() {
    this.stop();
    this.#timer = setInterval(() => this.#measure(), EVERY_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#told = "";
  }

  #measure() {
    const tiles = [...document.querySelectorAll(".media-tile[data-user]:not(.self, .screen)")].map((tile) => ({
      user: tile.dataset.user,
      height: Math.min(10_000, Math.round(tile.clientHeight * devicePixelRatio)),
    }));
    const now = JSON.stringify(tiles);
    if (now === this.#told || tiles.length === 0) return;
    this.#told = now;
    this.#tell(tiles);
  }
}
