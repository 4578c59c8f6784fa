import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { lengthOf, timeOf } from "../core/format.js";
import { Resource } from "../core/resource.js";
import { dialog } from "../ui/dialog.js";
import { loaded } from "../ui/parts.js";

const rules = [
  ["chat", "Pupils may write in the chat"],
  ["hands", "Pupils may raise a hand"],
  ["microphones", "Pupils may switch their microphone on"],
  ["lobby", "Newcomers wait in the lobby"],
  ["manyScreens", "Several may share their screens at the same time"],
];

/** What holds for the whole class; each switch takes effect at once. */
export const rulesDialog = (room, close) =>
  dialog({
    title: "Class rules",
    testid: "rules-dialog",
    onClose: close,
    body: html`
      ${rules.map(
        ([name, text]) => html`
          <label class="switch">
            <input type="checkbox" role="switch" data-testid="rule-${name}" .checked=${Boolean(room.state.rules[name])}
              @change=${(event) => room.command("rules:set", { [name]: event.target.checked })} />
            <span>${text}</span>
          </label>
        `,
      )}
    `,
  });

export const endDialog = (room, close) =>
  dialog({
    title: "End this class?",
    testid: "end-dialog",
    onClose: close,
    body: html`
      <p>Hands are lowered and an open quiz is closed. The chat stays readable.</p>
      <footer>
        <button type="button" class="button" @click=${close}>Go on teaching</button>
        <button type="button" class="button danger" data-testid="class-end-confirm"
          @click=${() => {
            close();
            room.command("class:end");
          }}>End class</button>
      </footer>
    `,
  });

/** Minutes present, to the second, with each coming and going. */
export class Attendance {
  #resource;
  #timer;

  constructor(classId) {
    this.#resource = new Resource(() => api.attendance(classId));
    this.#timer = setInterval(() => this.#resource.load(), 10_000);
  }

  stop() {
    clearInterval(this.#timer);
  }

  view(close) {
    return dialog({ title: "Attendance", testid: "attendance-dialog", wide: true, onClose: close, body: loaded(this.#resource, table, 4) });
  }
}

const table = (people) =>
  people.length === 0
    ? html`<p class="soft">Nobody has attended yet. Time counts while the class runs.</p>`
    : html`
        <div class="table-scroll">
          <table data-testid="attendance-table">
            <thead><tr><th scope="col">Name</th><th scope="col">Present</th><th scope="col">From – to</th></tr></thead>
            <tbody>
              ${people.map(
                ({ name, seconds, intervals }) => html`
                  <tr>
                    <th scope="row">${name}</th>
                    <td class="number">${lengthOf(seconds)}</td>
                    <td>${intervals.map(({ from, to }, i) => html`${i > 0 ? ", " : nothing}${timeOf(from)} – ${to ? timeOf(to) : "now"}`)}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
      `;
