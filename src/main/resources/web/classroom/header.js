import { html, nothing } from "../lib.js";
import { lengthOf } from "../core/format.js";
import { live } from "../core/live.js";
import { icon } from "../ui/icons.js";
import { codeChip } from "../ui/parts.js";

/** Title, state and the controls that are always at hand. `ui` opens dialogs. */
export function headerView(room, ui) {
  const { title, code } = room.state;
  return html`
    <header class="class-head">
      <a class="icon-button" href="#/" aria-label="All classes">${icon("back")}</a>
      <div class="class-title">
        <h1 tabindex="-1">${title || "Class"}</h1>
        <p>${badge(room)} ${code ? codeChip(code) : nothing}</p>
      </div>
      <div class="class-controls" role="group" aria-label="Class controls">
        ${room.ready && !room.isStaff && !room.isWaiting && room.state.status === "running" ? handButton(room) : nothing}
        ${room.ready && !room.isWaiting && room.state.status !== "scheduled" ? replayLink(room) : nothing}
        ${room.isStaff ? staffControls(room, ui) : nothing}
      </div>
    </header>
  `;
}

function badge(room) {
  const { status, startedAt } = room.state;
  if (!room.ready) return nothing;
  if (status === "running") {
    const seconds = (live.now() - Date.parse(startedAt)) / 1000;
    return html`<span class="badge live" data-testid="class-status" data-status="running"><i></i>Live${startedAt ? html` <span role="timer" aria-live="off">${lengthOf(seconds)}</span>` : nothing}</span>`;
  }
  const text = status === "ended" ? "Ended" : "Not started";
  return html`<span class="badge" data-testid="class-status" data-status=${status}>${text}</span>`;
}

export function handButton(room) {
  const place = room.myHand;
  if (place > 0) {
    return html`
      <button type="button" class="button hand up" data-testid="hand-lower" @click=${() => room.command("hand:lower")}>
        ${icon("hand")}<span>Lower hand</span><b class="count" aria-label="place ${place}">${place}</b>
      </button>
    `;
  }
  const allowed = room.state.rules.hands !== false;
  return html`
    <button type="button" class="button hand" data-testid="hand-raise" ?disabled=${!allowed}
      title=${allowed ? nothing : "Hands are off at the moment"} @click=${() => room.command("hand:raise")}>
      ${icon("hand")}<span>Raise hand</span>
    </button>
  `;
}

const replayLink = ({ id }) =>
  html`<a class="button quiet" href="#/replay/${encodeURIComponent(id)}" data-testid="class-replay">${icon("replay")}<span>Replay</span></a>`;

function staffControls(room, ui) {
  const { status } = room.state;
  return html`
    <button type="button" class="button quiet" data-testid="attendance" @click=${() => ui.open("attendance")}>${icon("table")}<span>Attendance</span></button>
    <button type="button" class="button quiet" data-testid="rules" @click=${() => ui.open("rules")}>${icon("rules")}<span>Rules</span></button>
    ${status === "running" && !room.state.breakout
      ? html`<button type="button" class="button quiet" data-testid="rooms" @click=${() => ui.open("rooms")}>${icon("people")}<span>Rooms</span></button>`
      : nothing}
    ${room.role === "teacher" && status === "scheduled"
      ? html`<button type="button" class="button primary" data-testid="class-start" @click=${() => room.command("class:start")}>${icon("play")}<span>Start class</span></button>`
      : nothing}
    ${room.role === "teacher" && status === "running"
      ? html`<button type="button" class="button danger" data-testid="class-end" @click=${() => ui.open("end")}>${icon("stop")}<span>End class</span></button>`
      : nothing}
  `;
}
