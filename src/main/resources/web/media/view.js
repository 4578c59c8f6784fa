import { html, nothing } from "../lib.js";
import { icon } from "../ui/icons.js";
import { canShare, mayShare } from "./screen.js";
import { tilesView } from "./tiles.js";

/** Picture and voice above the stage: the way in, then the tiles and the controls. */
export function mediaView(room, media) {
  if (room.state.status !== "running") return nothing;
  if (!room.state.media) return html`<p class="soft media-none" data-testid="media-none">${icon("cameraOff")} There is no picture and voice in the classes of this server.</p>`;
  return html`
    <section class="media" aria-label="Picture and voice" data-testid="media" data-state=${media.state}>
      ${media.isOn ? html`${tilesView(room, media)} ${media.state === "in" ? nothing : html`<p class="soft" role="status" data-testid="media-wait">${waiting[media.state]}</p>`}` : nothing}
      ${unreached(room, media)}
      ${media.problem ? html`<p class="media-problem" role="alert" data-testid="media-problem">${media.problem}</p>` : nothing}
      <div class="media-controls" role="group" aria-label="Your picture and voice">${media.isOn ? controls(room, media) : joinButton(media)}</div>
    </section>
  `;
}

const waiting = {
  joining: "Joining…",
  away: "Picture and voice are unavailable at the moment. Trying again…",
};

/** Only staff hear of others. */
function unreached(room, media) {
  const names = room.people.filter(({ id, here }) => here && media.quality.unreached.includes(id)).map(({ name }) => name);
  return names.length === 0 ? nothing : html`<p class="media-problem" role="status" data-testid="media-unreached">${icon("alert")} Hears badly or not at all: ${names.join(", ")}</p>`;
}

const grades = { good: "Good connection", fair: "Weak connection", bad: "Bad connection" };

const qualityBadge = ({ quality: { own } }) => html`
  <span class="badge media-quality ${own}" data-testid="media-quality" data-quality=${own}>${icon("wifi")}<span>${grades[own]}</span></span>
`;

const joinButton = (media) => html`
  <button type="button" class="button primary" data-testid="media-join" @click=${() => media.join()}>${icon("camera")}<span>Join with picture and voice</span></button>
`;

function controls(room, media) {
  return html`
    ${device(media, "audio", "mic", "Microphone")} ${device(media, "video", "camera", "Camera")}
    ${canShare() && (mayShare(room) || media.screen.isOn) ? screenButton(media) : nothing}
    ${room.isStaff ? nothing : handButton(room)}
    ${button({ testid: "media-layout", name: media.layout === "grid" ? "person" : "table", text: media.layout === "grid" ? "Speaker view" : "Grid", run: () => media.switchLayout() })}
    ${Object.keys(media.tracks).length > 0
      ? button({ testid: "media-self", name: "person", text: media.selfShown ? "Hide me" : "Show me", run: () => media.switchSelf() })
      : nothing}
    ${media.quality.own ? qualityBadge(media) : nothing}
    ${button({ testid: "media-leave", name: "close", text: "Leave", run: () => media.leave(), quiet: true })}
  `;
}

function device(media, kind, name, text) {
  const on = Boolean(media.tracks[kind]);
  const may = media.state === "in" && media.rights[kind];
  const hint = may ? text : `The teacher decides who uses the ${text.toLowerCase()}`;
  return button({ testid: `media-${kind}`, name: on ? name : `${name}Off`, text, pressed: on, off: !may, hint, run: () => media.toggle(kind) });
}

function screenButton(media) {
  const on = media.screen.isOn;
  return button({ testid: "media-share", name: on ? "stop" : "monitor", text: on ? "Stop sharing" : "Share screen", pressed: on, off: media.state !== "in", run: () => media.shareScreen() });
}

function handButton(room) {
  const up = room.myHand > 0;
  const off = !up && room.state.rules.hands === false;
  return button({ testid: "media-hand", name: "hand", text: up ? "Lower hand" : "Raise hand", pressed: up, off, run: () => room.command(up ? "hand:lower" : "hand:raise") });
}

/** `pressed` is left out where a button switches nothing on. */
const button = ({ testid, name, text, run, pressed, off = false, quiet = false, hint = text }) => html`
  <button type="button" class="button ${pressed ? "on" : ""} ${quiet ? "quiet" : ""}" data-testid=${testid} aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    ?disabled=${off} title=${hint} @click=${run}>${icon(name)}<span>${text}</span></button>
`;
