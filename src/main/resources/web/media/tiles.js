import { html, nothing, ref, repeat } from "../lib.js";
import { speak } from "../devices/choice.js";
import { icon } from "../ui/icons.js";
import { avatar } from "../ui/parts.js";

/** Everybody who is seen or heard: shared screens largest; then one in front and the others small, or all alike. */
export function tilesView(room, media) {
  const people = new Map(room.people.map((person) => [person.id, person]));
  const tile = ({ user, stream }) => ({ person: people.get(user) ?? { id: user, name: "Someone" }, stream });
  const own = { person: people.get(room.me.id) ?? room.me, self: true };
  const screens = media.heard("screen").map((heard) => ({ ...tile(heard), screen: true }));
  if (media.screen.isOn) screens.push({ ...own, screen: true });
  const faces = media.heard("camera").map(tile);
  const sends = Object.keys(media.tracks).length > 0;
  if (sends && media.selfShown) faces.push({ ...own, stream: media.preview });
  if (screens.length + faces.length === 0) {
    return html`<p class="soft" data-testid="media-quiet">${sends ? "You are seen and heard; your own picture is hidden." : "Nobody sends picture or voice yet."}</p>`;
  }
  const front = media.layout === "speaker" && screens.length === 0 ? inFront(room, media, faces) : null;
  // Never put in another order, which would stop their pictures; what is in front is drawn there.
  return html`
    <div class="media-tiles ${media.layout}" data-testid="media-tiles" data-layout=${media.layout}>
      ${repeat([...screens, ...faces], keyOf, (one) => (one.screen ? screenView(room, media, one) : faceView(media, one, one === front)))}
    </div>
  `;
}

const keyOf = ({ person, screen }) => `${screen ? "screen" : "camera"} ${person.id}`;

/** Whoever speaks, else who has the word, else the teacher; oneself only when nobody else is there. */
function inFront(room, media, faces) {
  const others = faces.filter(({ self }) => !self);
  return (
    others.find(({ person }) => person.id === media.speaker) ??
    others.find(({ person }) => person.spotlit) ??
    others.find(({ person }) => person.id === room.state.teacher?.id) ??
    others[0] ??
    faces[0]
  );
}

const faceView = (media, { person, stream, self }, large) => html`
  <figure class="media-tile ${large ? "large" : ""} ${self ? "self" : ""} ${media.speaking.has(person.id) ? "speaking" : ""}" data-testid="media-tile" data-user=${person.id}>
    <div class="media-face">${avatar(person, "huge")}</div>
    <video autoplay playsinline ${ref(speak)} .muted=${Boolean(self)} .srcObject=${stream} aria-label="Picture of ${person.name}"></video>
    <figcaption>${self ? "You" : person.name}${person.muted ? icon("micOff") : nothing}</figcaption>
  </figure>
`;

function screenView(room, media, { person, stream, self }) {
  if (self) {
    // Shown to oneself it would show itself in itself.
    return html`
      <figure class="media-tile screen own" data-testid="media-screen" data-user=${person.id}>
        <div class="media-face">${icon("monitor")}<p>You share your screen with the class.</p></div>
      </figure>
    `;
  }
  return html`
    <figure class="media-tile screen" data-testid="media-screen" data-user=${person.id}>
      <video autoplay playsinline ${ref(speak)} .srcObject=${stream} aria-label="Screen of ${person.name}"></video>
      <figcaption>Screen of ${person.name}</figcaption>
      ${room.isStaff
        ? html`<button type="button" class="button small" data-testid="screen-stop-other" aria-label="End the sharing of ${person.name}"
            @click=${() => room.command("screen:stop", { user: person.id })}>${icon("stop")}<span>End</span></button>`
        : nothing}
    </figure>
  `;
}
