import { html, nothing, repeat } from "../lib.js";
import { school } from "../core/accounts.js";
import { Resource } from "../core/resource.js";
import { attempt, notify } from "../core/toast.js";
import { Form } from "../ui/form.js";
import { avatar, loaded } from "../ui/parts.js";

/** Whose child somebody is: to say so, and to end it. */
export class GuardiansPart {
  #child;
  #everybody;
  #parents;
  #form = new Form(({ parent }) => this.#link(parent));

  /** @param everybody the people of the school */
  constructor(child, everybody) {
    this.#child = child;
    this.#everybody = everybody;
    this.#parents = new Resource(() => school.guardians(child.id));
  }

  view() {
    return html`
      <section class="guardians" aria-labelledby="guardians-title" data-testid="guardians">
        <h3 id="guardians-title">Parents</h3>
        ${loaded(this.#parents, (parents) => this.#body(parents), 1)}
      </section>
    `;
  }

  #body(parents) {
    return html`
      ${parents.length === 0
        ? html`<p class="hint">No parent follows the progress of ${this.#child.name} yet.</p>`
        : html`<ul class="plain-list">${repeat(parents, ({ id }) => id, (parent) => this.#line(parent))}</ul>`}
      ${this.#linkView(parents.map(({ id }) => id))}
    `;
  }

  #line(parent) {
    return html`
      <li class="line" data-testid="guardian" data-user=${parent.id}>
        ${avatar(parent, "small")}<span class="line-text"><b>${parent.name}</b></span>
        <button type="button" class="button small" data-testid="guardian-end" aria-label="${parent.name} is no longer a parent" @click=${() => this.#unlink(parent)}>End</button>
      </li>
    `;
  }

  #linkView(linked) {
    const others = this.#everybody.filter(({ id, role, banned }) => role === "parent" && !banned && !linked.includes(id));
    if (others.length === 0) return linked.length ? nothing : html`<p class="hint">Nobody else in the school has the role of a parent. Invite them first.</p>`;
    const choice = html`
      <label>Another parent
        <select name="parent" data-testid="guardian-choice">${repeat(others, ({ id }) => id, ({ id, name, email }) => html`<option value=${id}>${name} (${email})</option>`)}</select>
      </label>
    `;
    return this.#form.view(choice, "Link", { testid: "guardian" });
  }

  async #link(parent) {
    await school.link(this.#child.id, parent);
    notify(`${this.#child.name} has another parent.`);
    this.#parents.load();
  }

  async #unlink({ id, name }) {
    if (await attempt(school.unlink(this.#child.id, id))) notify(`${name} sees nothing of ${this.#child.name} any more.`);
    this.#parents.load();
  }
}
