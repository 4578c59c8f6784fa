import { html, nothing, ref, repeat } from "../lib.js";
import { lengthOf, listOf, plural } from "../core/format.js";
import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { speak } from "../devices/choice.js";
import { icon } from "../ui/icons.js";
import { avatar } from "../ui/parts.js";
import { qualityBadge } from "./badge.js";
import { desk } from "./desk.js";
import { OwnMedia } from "./media.js";

/** What rings, the call this device is in, or one that goes on elsewhere. */
export function callView() {
  if (desk.call) return panel(desk.call);
  if (desk.incoming) return ringView(desk.incoming);
  return desk.elsewhere ? elsewhereView(desk.elsewhere) : nothing;
}

const ringView = (ring) => html`
  <section class="ring-card" role="alertdialog" aria-labelledby="ring-title" aria-describedby="ring-text" data-testid="ring" data-call=${ring.call}>
    ${avatar(ring.from)}
    <div>
      <h2 id="ring-title">${ring.from.name}</h2>
      <p id="ring-text" role="status">${ring.media === "video" ? "Video call" : "Call"}${ring.others ? `, with ${plural(ring.others, "other")}` : ""}</p>
    </div>
    <div class="call-controls">
      <button type="button" class="button primary" data-testid="ring-answer" @click=${() => desk.answer(ring)}>
        ${icon(ring.media === "video" ? "camera" : "phone")}Answer
      </button>
      ${ring.media === "video"
        ? html`<button type="button" class="button" data-testid="ring-answer-audio" @click=${() => desk.answer(ring, false)}>${icon("phone")}Without camera</button>`
        : nothing}
      <button type="button" class="button danger" data-testid="ring-reject" @click=${() => desk.reject(ring)}>${icon("hangUp")}Decline</button>
    </div>
  </section>
`;

const elsewhereView = (call) => html`
  <section class="ring-card" aria-label="Call on another device" data-testid="call-elsewhere">
    ${icon("phone")}
    <p role="status">You are in a call.</p>
    <div class="call-controls">
      <button type="button" class="button primary" data-testid="call-join" @click=${() => desk.join(call)}>Take it here</button>
      <button type="button" class="button" @click=${() => desk.leave(call)}>Hang up</button>
    </div>
  </section>
`;

function panel(call) {
  const names = listOf(call.others.map(({ name }) => name));
  const present = call.others.filter(({ status }) => status === "in");
  return html`
    <section class="call ${present.some(({ id }) => peerOf(call, id)?.hasScreen) ? "with-screen" : ""}" aria-label="Call with ${names}" data-testid="call" data-call=${call.id} data-connected=${call.isConnected}>
      <header><h2>${names || "Call"}</h2><p role="status" data-testid="call-status">${status(call)}</p></header>
      <div class="call-stage">
        ${repeat(present.filter(({ id }) => peerOf(call, id)?.hasScreen), ({ id }) => id, (member) => screenView(call, member))}
        <ul class="call-tiles" data-count=${present.length}>
          ${repeat(call.others, ({ id }) => id, (member) => tile(call, member))}
        </ul>
        <figure class="call-self ${call.media.hasCamera ? "" : "dark"}">
          <video data-testid="call-self" autoplay playsinline .muted=${true} .srcObject=${call.media.stream} aria-label="Your own picture"></video>
        </figure>
      </div>
      <div class="call-controls">
        ${toggle("call-mute", call.media.muted, "mic", "micOff", "Mute", "Unmute", () => call.setMuted(!call.media.muted))}
        ${toggle("call-camera", !call.media.hasCamera, "camera", "cameraOff", "Camera off", "Camera on", () => call.setCamera(!call.media.hasCamera))}
        ${OwnMedia.canShareScreen ? shareButton(call.media) : nothing}
        <button type="button" class="button" data-testid="call-devices" @click=${() => call.chooseDevices()}>${icon("rules")}<span>Devices</span></button>
        <button type="button" class="button danger" data-testid="call-end" @click=${() => call.leave()}>${icon("hangUp")}Hang up</button>
      </div>
    </section>
  `;
}

const peerOf = (call, id) => call.peers.get(id)?.peer;

const shareButton = (media) => html`
  <button type="button" class="button ${media.sharesScreen ? "on" : ""}" data-testid="call-share" aria-pressed=${media.sharesScreen ? "true" : "false"}
    @click=${() => (media.sharesScreen ? media.stopScreen() : media.shareScreen())}>
    ${icon(media.sharesScreen ? "stop" : "monitor")}<span>${media.sharesScreen ? "Stop sharing" : "Share screen"}</span>
  </button>
`;

/** Large, for it is to be read. */
const screenView = (call, { id, name }) => html`
  <figure class="call-screen" data-testid="call-screen" data-user=${id}>
    <video autoplay playsinline .muted=${true} .srcObject=${peerOf(call, id).screen} aria-label="${name}'s screen"></video>
    <figcaption>
      <span role="status">${name} shares their screen.</span>
      <button type="button" class="icon-button" aria-label="Full screen" title="Full screen" @click=${(e) => e.target.closest("figure").querySelector("video").requestFullscreen()}>${icon("monitor")}</button>
    </figcaption>
  </figure>
`;

const toggle = (testid, off, onIcon, offIcon, onLabel, offLabel, run) => html`
  <button type="button" class="button" data-testid=${testid} aria-pressed=${off ? "true" : "false"} @click=${run}>
    ${icon(off ? offIcon : onIcon)}<span>${off ? offLabel : onLabel}</span>
  </button>
`;

function tile(call, member) {
  const peer = peerOf(call, member.id);
  const words = { ringing: "Ringing…", declined: member.declined, left: "Has left", in: peer?.isConnected ? "" : "Connecting…" };
  return html`
    <li data-testid="call-tile" data-user=${member.id} data-status=${member.status} class=${peer?.hasPicture ? "" : "dark"}>
      <video data-testid="call-remote" autoplay playsinline ${ref(speak)} .srcObject=${peer?.stream ?? null} aria-label="${member.name}"></video>
      ${avatar(member)} ${qualityBadge(peer?.quality)}
      <p>${member.name} <small>${words[member.status]}</small></p>
    </li>
  `;
}

let clock = 0;

function status(call) {
  const { connectedAt } = call.state;
  if (!connectedAt) return "Ringing…";
  if (live.status.state !== "online") return "Reconnecting…";
  clock ||= setTimeout(() => {
    clock = 0;
    invalidate();
  }, 1000);
  return lengthOf((live.now() - Date.parse(connectedAt)) / 1000);
}
