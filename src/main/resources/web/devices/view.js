import { html, nothing, ref } from "../lib.js";
import { dialog } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";
import { choose, chosen, choosesSpeaker, isAskedFor, speak } from "./choice.js";
import { playSound } from "./level.js";

const kinds = [
  { kind: "video", device: "camera", input: "videoinput", label: "Camera", icon: "camera" },
  { kind: "audio", device: "microphone", input: "audioinput", label: "Microphone", icon: "mic" },
];

export const checkView = (check) =>
  dialog({
    title: check.title,
    testid: "device-check",
    onClose: check.cancel,
    body: html`
      <figure class="device-preview ${check.has("video") ? "" : "dark"}">
        <video data-testid="device-preview" autoplay playsinline .muted=${true} .srcObject=${check.preview} aria-label="Your own picture"></video>
        <figcaption>${check.has("video") ? nothing : html`${icon("cameraOff")}<span>${check.on.video ? "No picture" : "Your camera is off"}</span>`}</figcaption>
      </figure>
      ${check.isPlain ? nothing : html`<div class="device-switches" role="group" aria-label="To begin with">${kinds.map((one) => onOff(check, one))}</div>`}
      ${kinds.map((one) => problem(check, one))} ${kinds.map((one) => picker(check, one))} ${level(check)} ${speaker(check)}
      ${check.isPlain ? nothing : unasked()}
      <footer class="device-foot">
        <button type="button" class="button" data-testid="device-cancel" @click=${check.cancel}>Cancel</button>
        <button type="button" class="button primary" data-testid="device-go" autofocus @click=${() => check.goOn()}>${check.action}</button>
      </footer>
    `,
  });

const onOff = (check, { kind, device, label, icon: name }) => html`
  <button type="button" class="button ${check.on[kind] ? "on" : ""}" aria-pressed=${check.on[kind] ? "true" : "false"} data-testid="device-on-${device}" @click=${() => check.toggle(kind)}>
    ${icon(check.on[kind] ? name : `${name}Off`)}<span>${label} ${check.on[kind] ? "on" : "off"}</span>
  </button>
`;

const problem = (check, { kind, device }) =>
  check.on[kind] && check.problems[kind]
    ? html`
        <p class="form-error" role="alert" data-testid="device-problem-${device}">
          ${icon("alert")}<span>${check.problems[kind]} <button type="button" class="link-button" @click=${() => check.tryAgain(kind)}>Try again</button></span>
        </p>
      `
    : nothing;

/** Nothing to choose, nothing shown. */
function select(check, { kind, device, label }, list) {
  if (list.length === 0) return nothing;
  const now = chosen(device);
  const known = list.some(({ deviceId }) => deviceId === now);
  return html`
    <label>${label}
      <select data-testid="device-${device}" @change=${(event) => check.pick(kind, event.target.value)}>
        ${known ? nothing : html`<option value="" .selected=${true}>As the browser chooses</option>`}
        ${list.map(({ deviceId, label: name }, at) => html`<option value=${deviceId} .selected=${deviceId === now}>${name || `${label} ${at + 1}`}</option>`)}
      </select>
    </label>
  `;
}

const picker = (check, one) => select(check, one, check.devices.filter(({ kind }) => kind === one.input));

const level = (check) =>
  check.has("audio")
    ? html`
        <div class="device-level">
          <meter min="0" max="1" aria-label="How loud your microphone hears" data-testid="device-level" ${ref(check.meter)}></meter>
          <p class="hint" role="status" data-testid="device-heard">${check.heard ? "Your microphone hears you." : "Say something."}</p>
        </div>
      `
    : nothing;

function speaker(check) {
  const outputs = choosesSpeaker ? check.devices.filter(({ kind }) => kind === "audiooutput") : [];
  return html`
    <div class="device-speaker">
      ${select(check, { kind: "speaker", device: "speaker", label: "Speaker" }, outputs)}
      <button type="button" class="button small" data-testid="device-sound" @click=${() => playSound(speak)}>${icon("play")}<span>Play a sound</span></button>
    </div>
  `;
}

const unasked = () => html`
  <label class="pick">
    <input type="checkbox" data-testid="device-unasked" .checked=${!isAskedFor()} @change=${(event) => choose({ unasked: event.target.checked })} />
    <span>Go on without this check from now on</span>
  </label>
`;
