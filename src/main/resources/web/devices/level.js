/** Below this it is the noise of a room. */
const QUIET_DB = -60;

/** How loud a microphone hears just now. */
export class Level {
  #context = new AudioContext();
  #analyser = this.#context.createAnalyser();
  #samples = new Float32Array(this.#analyser.fftSize);

  constructor(track) {
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
    // Made without a press of the person's, it would wait for one.
    this.#context.resume();
  }

  /** From 0, silence, to 1. */
  read() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / this.#samples.length);
    return Math.min(1, Math.max(0, 1 - decibels / QUIET_DB));
  }

  close() {
    this.#context.close();
  }
}

/** Two short notes from the chosen speaker. */
export async function playSound(speaker) {
  const context = new AudioContext();
  const into = context.createMediaStreamDestination();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  volume.connect(into);
  [523, 659].forEach((pitch, turn) => {
    const note = context.createOscillator();
    note.frequency.value = pitch;
    note.connect(volume);
    note.start(context.currentTime + turn * 0.35);
    note.stop(context.currentTime + turn * 0.35 + 0.3);
  });
  const element = new Audio();
  element.srcObject = into.stream;
  speaker(element);
  await element.play();
  setTimeout(() => context.close(), 1_000);
}
