import { html, live, nothing, vars } from "../lib.js";
import { lengthOf } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { SPEEDS } from "./player.js";

const STEP_MS = 5_000;
const LEAP_MS = 60_000;
const MOST_MARKS = 150;

/** What a key does to the player; undefined when it is none of its keys. */
function actOf(key, player, end) {
  return {
    ArrowLeft: () => player.skip(-STEP_MS),
    ArrowDown: () => player.skip(-STEP_MS),
    ArrowRight: () => player.skip(STEP_MS),
    ArrowUp: () => player.skip(STEP_MS),
    PageDown: () => player.skip(-LEAP_MS),
    PageUp: () => player.skip(LEAP_MS),
    Home: () => player.seek(0),
    End: () => player.seek(end),
    " ": () => player.toggle(),
  }[key];
}

/** Keys anywhere on the page, where nothing else wants them. */
export function pressed(event, player) {
  const wanted = event.key === " " ? "button, a, input, select, textarea" : "input, select, textarea, [role=log]";
  const ours = [" ", "ArrowLeft", "ArrowRight"].includes(event.key) && !event.target.closest?.(wanted);
  if (!ours || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  actOf(event.key, player, 0)();
}

/** Play, the scrubber, how fast. */
export function barView(reel, player) {
  const { length } = reel;
  const text = `${lengthOf(player.position / 1000)} of ${lengthOf(length / 1000)}`;
  const onKey = (event) => {
    const act = actOf(event.key, player, length);
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  return html`
    <section class="replay-bar" aria-label="Playback" data-testid="replay-bar" data-playing=${player.playing}>
      <div class="replay-line">
        ${marksView(reel)}
        <input type="range" min="0" max=${Math.max(1, Math.floor(length / 1000))} step="1" data-testid="replay-position" aria-label="Position in the class"
          aria-valuetext=${text} .value=${live(String(Math.floor(player.position / 1000)))}
          @input=${(event) => player.seek(Number(event.target.value) * 1000)} @keydown=${onKey} />
      </div>
      <div class="replay-controls">
        <button type="button" class="icon-button round" data-testid="replay-play" aria-label=${player.playing ? "Pause" : "Play"} @click=${() => player.toggle()}>
          ${icon(player.playing ? "pause" : "play")}
        </button>
        <span class="replay-time" data-testid="replay-time">${text.replace(" of ", " / ")}</span>
        ${reel.isRunning
          ? html`<button type="button" class="badge live" data-testid="replay-now" @click=${() => player.seek(length)}><i></i>Now</button>`
          : nothing}
        <span class="spring"></span>
        <div class="replay-speeds" role="group" aria-label="Speed">
          ${SPEEDS.map(
            (speed) => html`
              <button type="button" data-testid="replay-speed-${speed}" aria-pressed=${player.speed === speed} aria-label="${speed} times"
                @click=${() => player.setSpeed(speed)}>${speed}×</button>
            `,
          )}
        </div>
      </div>
    </section>
  `;
}

const colours = { "hand:raised": "hand", "quiz:opened": "quiz", "message:new": "word" };

/** Where something happened; the events themselves are read in the panes. */
function marksView({ tape, length }) {
  const all = tape.moments.filter(({ event, offset }) => colours[event.type] && !event.topic.startsWith("quiz:") && offset > 0);
  const every = Math.ceil(all.length / MOST_MARKS);
  return html`
    <div class="replay-marks" aria-hidden="true">
      ${all.filter((_, i) => i % every === 0).map(({ event, offset }) => html`<i class=${colours[event.type]} ${vars({ "--at": Math.min(1, offset / length) })}></i>`)}
    </div>
  `;
}
