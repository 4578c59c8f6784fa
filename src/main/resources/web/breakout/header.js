import { html, nothing } from "../lib.js";
import { handButton } from "../classroom/header.js";
import { lengthOf } from "../core/format.js";
import { icon } from "../ui/icons.js";

/** Above a room: which it is, for how long, and the way out or to help. */
export function roomHeader(rooms, room) {
  const back = () => rooms.comeBack();
  const { said } = rooms.breakout ?? {};
  return html`
    <header class="class-head" data-testid="room-head" data-room=${rooms.number}>
      ${rooms.isStaff
        ? html`<button type="button" class="icon-button" data-testid="room-back" aria-label="Back to the class" @click=${back}>${icon("back")}</button>`
        : html`<a class="icon-button" href="#/" aria-label="All classes">${icon("back")}</a>`}
      <div class="class-title">
        <h1 tabindex="-1">Room ${rooms.number}</h1>
        <p>${timeLeft(rooms)} <span class="soft room-of">${rooms.className}</span></p>
      </div>
      <div class="class-controls" role="group" aria-label="Room controls">
        ${room.ready && !rooms.isStaff ? html`${handButton(room)} ${helpButton(rooms)}` : nothing}
        ${rooms.isStaff ? html`<button type="button" class="button" @click=${back}>${icon("door")}<span>Back to the class</span></button>` : nothing}
      </div>
    </header>
    ${said ? html`<p class="room-said" data-testid="room-said"><b>${said.name}</b> ${said.text}</p>` : nothing}
  `;
}

/** The time that is left; screen readers hear it from the notices only. */
export function timeLeft(rooms) {
  const left = Math.ceil(rooms.secondsLeft);
  return html`<span class="badge ${left <= 60 ? "live" : ""}" data-testid="room-time">${icon("clock")}<span role="timer" aria-live="off" aria-label="Time left">${lengthOf(left)}</span></span>`;
}

const helpButton = (rooms) => html`
  <button type="button" class="button" data-testid="help-ask" ?disabled=${rooms.asked} @click=${() => rooms.askForHelp()}>
    ${icon("info")}<span>${rooms.asked ? "The teacher was asked" : "Ask for help"}</span>
  </button>
`;
