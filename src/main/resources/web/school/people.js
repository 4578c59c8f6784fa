import { html, nothing, repeat } from "../lib.js";
import { rolesToGive, school } from "../core/accounts.js";
import { plural } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { Resource } from "../core/resource.js";
import { session } from "../core/session.js";
import { attempt, notify } from "../core/toast.js";
import { dialog } from "../ui/dialog.js";
import { Form } from "../ui/form.js";
import { avatar, emptyState, loaded, roleNames } from "../ui/parts.js";
import { GuardiansPart } from "./guardians.js";
import { roleField } from "./role-field.js";

/** More lines help nobody; the search narrows them down. */
const MOST_SHOWN = 50;

/** The people of the school: to find, to give a role, to close an account. */
export class PeoplePart {
  #people = new Resource(school.people);
  #search = "";
  #edited = null;
  #guardians = null;
  #form = new Form((values) => this.#save(values));

  load() {
    this.#people.load();
  }

  view() {
    return html`
      <section class="block" aria-labelledby="people-title">
        <header><h2 id="people-title">People</h2></header>
        <label class="people-search">Search by name or e-mail<input type="search" autocomplete="off" data-testid="people-search" @input=${this.#find} /></label>
        ${loaded(this.#people, (people) => this.#list(people), 4)}
      </section>
      ${this.#edited ? this.#dialog(this.#edited) : nothing}
    `;
  }

  #find = ({ target }) => {
    this.#search = target.value.trim().toLowerCase();
    invalidate();
  };

  #list(people) {
    const found = people.filter(({ name, email = "" }) => `${name} ${email}`.toLowerCase().includes(this.#search));
    if (found.length === 0) return emptyState("people", "Nobody found", "Nobody's name or address has this in it.");
    const shown = found.slice(0, MOST_SHOWN);
    return html`
      <ul class="plain-list">${repeat(shown, ({ id }) => id, (person) => this.#line(person))}</ul>
      <p class="hint" role="status">${shown.length < found.length ? `The first ${MOST_SHOWN} of ${found.length}.` : plural(found.length, "person", "people")}</p>
    `;
  }

  #line(person) {
    const { id, name, email, role, banned } = person;
    const own = id === session.user.id;
    return html`
      <li class="line ${banned ? "closed" : ""}" data-testid="person" data-user=${id} data-banned=${Boolean(banned)}>
        ${avatar(person)}
        <span class="line-text"><b>${name}</b><small>${email}</small></span>
        ${banned ? html`<span class="badge">Closed</span>` : nothing}<span class="badge">${roleNames[role] ?? role}</span>
        ${own || !rolesToGive().includes(role)
          ? nothing
          : html`<button type="button" class="button small" data-testid="person-edit" aria-label="Change ${name}" @click=${() => this.#show(person)}>Change</button>`}
      </li>
    `;
  }

  #show(person) {
    this.#edited = person;
    this.#guardians = person.role === "student" ? new GuardiansPart(person, this.#people.data) : null;
    this.#form = new Form((values) => this.#save(values));
    invalidate();
  }

  #close = () => {
    this.#edited = null;
    invalidate();
  };

  #dialog(person) {
    const form = this.#form;
    const fields = html`
      ${form.field("name", "Name", { testid: "person-name", value: person.name, maxlength: 100 })}
      ${roleField(person.role, "person-role")}
      <label class="switch"><input type="checkbox" name="banned" ?checked=${Boolean(person.banned)} data-testid="person-banned" />Account is closed</label>
      <p class="hint">A new role or a closed account signs ${person.name} out everywhere.</p>
    `;
    const lost = html`<button type="button" class="button" data-testid="person-factor" @click=${this.#takeFactor}>Remove second factor</button>`;
    return dialog({ title: person.name, testid: "person-dialog", onClose: this.#close, body: html`${form.view(fields, "Save", { testid: "person", more: lost })} ${this.#guardians?.view() ?? nothing}` });
  }

  #takeFactor = async () => {
    const { id, name } = this.#edited;
    if (await attempt(school.takeSecondFactor(id))) notify(`${name} has no second factor any more.`);
  };

  /** Only what differs is asked for: each change is written into the audit log. */
  async #save({ name, role, banned }) {
    const { id, ...was } = this.#edited;
    const now = { name: name.trim(), role, banned: banned === "on" };
    const change = Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== (was[key] ?? false)));
    if (Object.keys(change).length > 0) await school.changePerson(id, change);
    this.#close();
    this.load();
  }
}
