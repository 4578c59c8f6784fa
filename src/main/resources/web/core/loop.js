import { render } from "../lib.js";

let view = () => null;
let target = null;
let queued = false;

/** Starts drawing: `draw` gives the whole page, the template library changes only what differs. */
export function startDrawing(draw, element) {
  view = draw;
  target = element;
  paint();
}

/** Something that is shown has changed. Many calls within a frame cost one drawing. */
export function invalidate() {
  if (queued || !target) return;
  queued = true;
  // A hidden tab gets no animation frames, yet its title and live regions should stay true.
  if (document.hidden) setTimeout(paint, 100);
  else requestAnimationFrame(paint);
}

function paint() {
  queued = false;
  render(view(), target);
}
