import { html, nothing, repeat } from "../lib.js";
import { icon } from "../ui/icons.js";
import { avatar } from "../ui/parts.js";

/** Picture and voice above the stage: the way in, then the tiles and the controls. */
export function mediaView(room, media) {
  if (room.state.status !== "running") return nothing;
  if (!room.state.media) return html`<p class="soft media-none" data-testid="media-none">${icon("cameraOff")} There is no picture and voice in the classes of this server.</p>`;
  return html`
    <section class="media" aria-label="Picture and voice" data-testid="media" data-state=${media.state}>
      ${media.isOn ? html`${tilesView(room, media)} ${media.state === "in" ? nothing : html`<p class="soft" role="status" data-testid="media-wait">${waiting[media.state]}</p>`}` : nothing}
      ${media.problem ? html`<p class="media-problem" role="alert" data-testid="media-problem">${media.problem}</p>` : nothing}
      <div class="media-controls" role="group" aria-label="Your picture and voice">${media.isOn ? controls(media) : joinButton(media)}</div>
    </section>
  `;
}

const waiting = {
  joining: "Joining…",
  away: "Picture and voice are unavailable at the moment. Trying again…",
};

const joinButton = (media) => html`
  <button type="button" class="button primary" data-testid="media-join" @click=${() => media.join()}>${icon("camera")}<span>Join with picture and voice</span></button>
`;

function controls(media) {
  return html`
    ${toggle(media, "audio", "mic", "microphone")} ${toggle(media, "video", "camera", "camera")}
    <button type="button" class="button quiet" data-testid="media-leave" @click=${() => media.leave()}>${icon("close")}<span>Leave</span></button>
  `;
}

function toggle(media, kind, name, device) {
  const on = Boolean(media.tracks[kind]);
  const may = media.state === "in" && media.rights[kind];
  return html`
    <button type="button" class="button ${on ? "on" : ""}" data-testid="media-${kind}" aria-pressed=${on ? "true" : "false"} ?disabled=${!may}
      title=${may ? nothing : `The teacher decides who uses the ${device}`} @click=${() => media.toggle(kind)}>
      ${icon(on ? name : `${name}Off`)}<span>${kind === "audio" ? "Microphone" : "Camera"}</span>
    </button>
  `;
}

/** The teacher first and large. */
function tilesView(room, media) {
  const people = new Map(room.people.map((person) => [person.id, person]));
  const others = [...media.streams].map(([user, stream]) => ({ person: people.get(user) ?? { id: user, name: "Someone" }, stream }));
  const own = Object.keys(media.tracks).length > 0 ? [{ person: people.get(room.me.id) ?? room.me, stream: media.preview, self: true }] : [];
  const tiles = [...others, ...own].sort((a, b) => isTeacher(room, b) - isTeacher(room, a));
  if (tiles.length === 0) return html`<p class="soft" data-testid="media-quiet">Nobody sends picture or voice yet.</p>`;
  return html`<div class="media-tiles">${repeat(tiles, ({ person }) => person.id, (tile) => tileView(room, tile))}</div>`;
}

const isTeacher = (room, { person }) => Number(person.id === room.state.teacher?.id);

function tileView(room, tile) {
  const { person, stream, self } = tile;
  return html`
    <figure class="media-tile ${isTeacher(room, tile) ? "large" : ""} ${self ? "self" : ""}" data-testid="media-tile" data-user=${person.id}>
      <div class="media-face">${avatar(person, "huge")}</div>
      <video autoplay playsinline .muted=${Boolean(self)} .srcObject=${stream} aria-label="Picture of ${person.name}"></video>
      <figcaption>${self ? "You" : person.name}${person.muted ? icon("micOff") : nothing}</figcaption>
    </figure>
  `;
}
