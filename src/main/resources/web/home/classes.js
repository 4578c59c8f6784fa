import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { dateOf, timeOf } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { go } from "../core/router.js";
import { session } from "../core/session.js";
import { complain } from "../core/toast.js";
import { dialog } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";
import { avatar, emptyState, loaded } from "../ui/parts.js";

const order = { running: 0, scheduled: 1, ended: 2 };

export function classesView(classes, newClass) {
  const create = session.teaches
    ? html`<button type="button" class="button primary small" data-testid="class-new" @click=${() => newClass.open()}>${icon("plus")}New class</button>`
    : nothing;
  return html`
    <section class="block" aria-labelledby="classes-title">
      <header><h2 id="classes-title">Classes</h2>${create}</header>
      ${loaded(classes, listView, 3)}
    </section>
  `;
}

function listView(classes) {
  if (classes.length === 0) {
    const text = session.teaches ? "Create one and share its code with your pupils." : "Join one with the code your teacher gives you.";
    return emptyState("monitor", "No classes yet", text);
  }
  const sorted = classes.toSorted((a, b) => order[a.status] - order[b.status] || b.createdAt.localeCompare(a.createdAt));
  return html`<ul class="class-list">${sorted.map(cardView)}</ul>`;
}

function cardView({ id, title, status, teacher, createdAt, startedAt, code }) {
  const running = status === "running";
  return html`
    <li>
      <a class="card class-card ${status}" href="#/class/${encodeURIComponent(id)}" data-testid="class-card" data-class=${id}>
        ${avatar(teacher)}
        <span class="class-card-text">
          <b>${title}</b>
          <small>${teacher.id === session.user.id ? "You teach this" : teacher.name}${code ? html` · code <code>${code}</code>` : nothing}</small>
        </span>
        ${running
          ? html`<span class="badge live"><i></i>Live<span class="since">since ${timeOf(startedAt)}</span></span>`
          : html`<span class="badge">${status === "ended" ? "Ended" : html`Planned<span class="since">· ${dateOf(createdAt)}</span>`}</span>`}
        <span class="go" aria-hidden="true">${icon("arrow")}</span>
      </a>
      ${status === "scheduled" ? nothing : replayLink(id, title)}
    </li>
  `;
}

const replayLink = (id, title) => html`
  <a class="icon-button" href="#/replay/${encodeURIComponent(id)}" aria-label="Replay ${title}" title="Replay" data-testid="class-card-replay">${icon("replay")}</a>
`;

/** The dialog in which a teacher opens a class. */
export class NewClass {
  #shown = false;
  #busy = false;

  open() {
    this.#shown = true;
    invalidate();
  }

  #close = () => {
    this.#shown = false;
    invalidate();
  };

  #create = async (event) => {
    event.preventDefault();
    if (this.#busy) return;
    this.#busy = true;
    try {
      const { title, lobby } = event.target.elements;
      const { id } = await api.createClass(title.value.trim(), lobby.checked);
      this.#close();
      go(`/class/${id}`);
    } catch (error) {
      complain(error);
    }
    this.#busy = false;
  };

  view() {
    if (!this.#shown) return nothing;
    return dialog({
      title: "New class",
      testid: "new-class",
      onClose: this.#close,
      body: html`
        <form @submit=${this.#create}>
          <label>Title<input name="title" required maxlength="120" autocomplete="off" placeholder="Geometry, lesson 3" data-testid="class-title" /></label>
          <label class="switch"><input type="checkbox" role="switch" name="lobby" data-testid="class-lobby" /><span>Pupils wait in a lobby until you let them in</span></label>
          <p class="soft">You get a code to share. Nothing starts before you say so.</p>
          <footer>
            <button type="button" class="button" @click=${this.#close}>Cancel</button>
            <button type="submit" class="button primary" data-testid="class-create">Create class</button>
          </footer>
        </form>
      `,
    });
  }
}
