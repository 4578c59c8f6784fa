import { html, nothing, repeat } from "../lib.js";
import { plural, timeOf } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { avatar } from "../ui/parts.js";
import { timeLeft } from "./header.js";

/** For staff, while the class is split: who is where, who asks for help, and what can be done about it. */
export function breakoutPanel(room, rooms) {
  const { breakout } = room.state;
  if (!room.isStaff || !breakout) return nothing;
  const pupils = new Map(room.people.filter(({ role }) => role === "pupil").map((person) => [person.id, person]));
  const seated = new Set(breakout.rooms.flatMap(({ members }) => members));
  const others = [...pupils.values()].filter(({ id }) => !seated.has(id));
  return html`
    <section class="breakout" aria-labelledby="breakout-title" data-testid="breakout">
      <header>
        <h2 id="breakout-title">Rooms</h2> ${timeLeft(rooms)}
        <button type="button" class="button danger" data-testid="breakout-close" @click=${() => room.command("breakout:close")}>Close the rooms</button>
      </header>
      <form class="breakout-say" @submit=${(event) => say(event, room)}>
        <input name="text" required maxlength="1000" autocomplete="off" aria-label="Message to all rooms" placeholder="Say something in all rooms" data-testid="breakout-text" />
        <button type="submit" class="button" data-testid="breakout-say">${icon("send")}<span>Send</span></button>
      </form>
      <ul class="breakout-rooms">
        ${repeat(breakout.rooms, ({ number }) => number, (each) => roomCard(room, rooms, each, pupils))}
      </ul>
      ${others.length > 0
        ? html`<h3>In the class</h3><ul class="people breakout-others">${others.map((person) => seatView(room, person, ""))}</ul>`
        : nothing}
    </section>
  `;
}

function say(event, room) {
  event.preventDefault();
  const { text } = event.target.elements;
  room.command("breakout:announce", { text: text.value.trim() });
  text.value = "";
}

function roomCard(room, rooms, { number, members }, pupils) {
  const help = room.state.breakout.help.find((request) => request.room === number);
  const people = members.map((id) => pupils.get(id)).filter(Boolean);
  return html`
    <li class="card ${help ? "asks" : ""}" data-testid="breakout-room" data-room=${number}>
      <header>
        <h3>Room ${number}</h3> <small>${plural(people.length, "pupil")}</small>
        <button type="button" class="button small ${help ? "primary" : ""}" data-testid="breakout-join" aria-label="Join room ${number}" @click=${() => rooms.visit(number)}>Join</button>
      </header>
      ${help ? html`<p class="asks-help" data-testid="breakout-help">${icon("hand")} ${help.name} asks for help since ${timeOf(help.at)}</p>` : nothing}
      <ul class="people">${repeat(people, ({ id }) => id, (person) => seatView(room, person, number))}</ul>
    </li>
  `;
}

const seatView = (room, person, number) => html`
  <li class=${person.here ? "" : "away"}>
    ${avatar(person, "small")}<span class="who">${person.name}</span>
    ${seatSelect(room.state.breakout.rooms, person, number, "In the class", (to) => room.command("breakout:seat", { user: person.id, ...(to && { room: to }) }))}
  </li>
`;

/** @param none what having no room is called */
export const seatSelect = (rooms, person, number, none, choose) => html`
  <select class="seat" aria-label="Room of ${person.name}" data-testid="breakout-seat" data-user=${person.id}
    @change=${(event) => choose(Number(event.target.value))}>
    <option value="" .selected=${!number}>${none}</option>
    ${rooms.map((each) => html`<option value=${each.number} .selected=${each.number === number}>Room ${each.number}</option>`)}
  </select>
`;
