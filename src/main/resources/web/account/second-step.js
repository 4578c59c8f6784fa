import { html } from "../lib.js";
import { door } from "../core/accounts.js";
import { invalidate } from "../core/loop.js";
import { session } from "../core/session.js";
import { Form } from "../ui/form.js";
import { skeleton } from "../ui/parts.js";
import { codeField, recoveryView, seedView } from "./second-factor.js";

/** What stands between a right password and the session: the code, or the setting up of who must have one. */
export class SecondStep {
  #challenge;
  #cancel;
  #setUp;
  #seed = null;
  #done = null;
  #form = new Form(({ code }) => this.#send(code.trim()));

  constructor({ challenge, secondFactor }, cancel) {
    this.#challenge = challenge;
    this.#cancel = cancel;
    this.#setUp = secondFactor === "set-up";
    if (this.#setUp) this.#begin();
  }

  get title() {
    if (this.#done) return "Your recovery codes";
    return this.#setUp ? "Set up a second factor" : "One more step";
  }

  view() {
    if (this.#done) {
      return html`
        ${recoveryView(this.#done.recoveryCodes)}
        <button type="button" class="button primary big" data-testid="factor-continue" @click=${() => session.begin(this.#done.session)}>I have kept them</button>
      `;
    }
    const back = html`<button type="button" class="button" @click=${this.#cancel}>Back</button>`;
    const form = () => this.#form.view(codeField(this.#form), "Sign in", { testid: "factor", more: back });
    if (!this.#setUp) return form();
    return html`
      <p class="soft">Your account looks after others, so a password alone does not open it.</p>
      ${this.#seed ? seedView(this.#seed) : skeleton(2)} ${form()}
    `;
  }

  async #begin() {
    try {
      this.#seed = await door.setUp(this.#challenge);
    } catch (error) {
      this.#form.fail(error.message);
    }
    invalidate();
  }

  async #send(code) {
    if (!this.#setUp) return session.begin(await door.secondFactor(this.#challenge, code));
    this.#done = await door.confirm(this.#challenge, code);
  }
}
