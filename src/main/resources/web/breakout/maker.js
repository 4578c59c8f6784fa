import { html, nothing, repeat } from "../lib.js";
import { invalidate } from "../core/loop.js";
import { dialog } from "../ui/dialog.js";
import { avatar } from "../ui/parts.js";
import { seatSelect } from "./panel.js";

const MOST_ROOMS = 50;

/** The dialog in which a class is split: how many rooms, for how long, who goes where. */
export class RoomMaker {
  #room;
  #count = 2;
  #seats = new Map();
  #unknown = [];

  constructor(room) {
    this.#room = room;
  }

  view(close) {
    return dialog({ title: "Split into rooms", testid: "rooms-dialog", wide: true, onClose: close, body: this.#form(close) });
  }

  get #pupils() {
    return this.#room.people.filter(({ role }) => role === "pupil");
  }

  #form(close) {
    const pupils = this.#pupils;
    return html`
      <form @submit=${(event) => this.#open(event, close)}>
        <div class="pair">
          <label>Rooms<input name="rooms" type="number" min="1" max=${MOST_ROOMS} required .value=${String(this.#count)} data-testid="rooms-count"
            @input=${(event) => this.#resize(event.target.valueAsNumber)} /></label>
          <label>Minutes<input name="minutes" type="number" min="1" max="240" required value="10" data-testid="rooms-minutes" /></label>
        </div>
        <label>Pupils without a room below
          <select name="others" data-testid="rooms-others">
            <option value="deal">are dealt out at random</option>
            <option value="stay">stay in the class</option>
          </select>
        </label>
        <p class="hint">Who is away stays in the class.</p>
        ${pupils.length > 0 ? html`<ul class="people seats">${repeat(pupils, ({ id }) => id, (person) => this.#seatView(person))}</ul>` : html`<p class="soft">No pupil is enrolled yet.</p>`}
        ${this.#listView()}
        <footer>
          <button type="button" class="button" @click=${close}>Cancel</button>
          <button type="submit" class="button primary" data-testid="rooms-open">Open the rooms</button>
        </footer>
      </form>
    `;
  }

  #seatView(person) {
    const rooms = Array.from({ length: this.#count }, (_, i) => ({ number: i + 1 }));
    return html`
      <li class=${person.here ? "" : "away"}>
        ${avatar(person, "small")}<span class="who">${person.name}<small>${person.here ? "" : "away"}</small></span>
        ${seatSelect(rooms, person, this.#seats.get(person.id), "No room", (number) => this.#seat(person.id, number))}
      </li>
    `;
  }

  #listView() {
    return html`
      <details>
        <summary data-testid="rooms-list-open">From a list</summary>
        <label>One room a line, names with commas between<textarea rows="3" data-testid="rooms-list" placeholder="Ada Lovelace, Bob Kahn"></textarea></label>
        ${this.#unknown.length > 0 ? html`<p class="field-error" role="alert" data-testid="rooms-list-unknown">Not in this class: ${this.#unknown.join(", ")}.</p>` : nothing}
        <button type="button" class="button small" data-testid="rooms-list-use" @click=${(event) => this.#take(event.target.closest("details").querySelector("textarea").value)}>Use this list</button>
      </details>
    `;
  }

  #resize(count) {
    if (!(count >= 1 && count <= MOST_ROOMS)) return;
    this.#count = Math.floor(count);
    for (const [user, number] of this.#seats) if (number > count) this.#seats.delete(user);
    invalidate();
  }

  #seat(user, number) {
    if (number) this.#seats.set(user, number);
    else this.#seats.delete(user);
    invalidate();
  }

  #take(list) {
    const lines = list.split("\n").map((line) => line.split(/[,;\t]/).map((name) => name.trim()).filter(Boolean)).filter((names) => names.length > 0);
    const byName = new Map(this.#pupils.map(({ id, name }) => [plain(name), id]));
    this.#unknown = lines.flat().filter((name) => !byName.has(plain(name)));
    this.#count = Math.min(Math.max(lines.length, 1), MOST_ROOMS);
    this.#seats.clear();
    lines.slice(0, MOST_ROOMS).forEach((names, i) => names.forEach((name) => byName.has(plain(name)) && this.#seats.set(byName.get(plain(name)), i + 1)));
    invalidate();
  }

  async #open(event, close) {
    event.preventDefault();
    const { minutes, others } = event.target.elements;
    const known = new Set(this.#pupils.map(({ id }) => id));
    const seats = [...this.#seats].filter(([user]) => known.has(user)).map(([user, room]) => ({ user, room }));
    close();
    await this.#room.command("breakout:open", { rooms: this.#count, seconds: minutes.valueAsNumber * 60, seats, others: others.value });
  }
}

const plain = (name) => name.normalize("NFKC").toLowerCase();
