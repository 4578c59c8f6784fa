import { html } from "../lib.js";
import { own } from "../core/accounts.js";
import { plural } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { Resource } from "../core/resource.js";
import { attempt, notify } from "../core/toast.js";
import { Form } from "../ui/form.js";
import { loaded } from "../ui/parts.js";
import { codeField, recoveryView, seedView } from "./second-factor.js";

/** One's own second factor: whether it is on, and the ways to turn it on and off. */
export class FactorPart {
  #state = new Resource(own.secondFactor);
  #seed = null;
  #codes = null;
  #leaving = false;
  #confirm = new Form(async ({ code }) => {
    ({ recoveryCodes: this.#codes } = await own.confirm(code.trim()));
    this.#seed = null;
    this.#state.load();
  });
  #disable = new Form(async ({ code }) => {
    await own.disable(code.trim());
    this.#leaving = false;
    notify("Your second factor is off.");
    this.#state.load();
  });

  view() {
    return html`
      <section class="block" aria-labelledby="factor-title">
        <header><h2 id="factor-title">Second factor</h2></header>
        <div class="card stack" data-testid="factor">${loaded(this.#state, (state) => this.#body(state), 2)}</div>
      </section>
    `;
  }

  #body({ enabled, recoveryCodes }) {
    if (this.#codes) {
      return html`${recoveryView(this.#codes)}<button type="button" class="button primary" data-testid="recovery-kept" @click=${() => this.#show({ codes: null })}>I have kept them</button>`;
    }
    if (this.#seed) {
      return html`${seedView(this.#seed)} ${this.#confirm.view(codeField(this.#confirm), "Turn it on", { testid: "factor", more: this.#cancel({ seed: null }) })}`;
    }
    if (this.#leaving) {
      return html`<p>Confirm with a code that it is you.</p>
        ${this.#disable.view(codeField(this.#disable), "Turn it off", { testid: "factor-off", danger: true, more: this.#cancel({ leaving: false }) })}`;
    }
    return enabled
      ? html`<p data-testid="factor-state" data-on="true"><b>On.</b> You have ${plural(recoveryCodes, "recovery code")} left.</p>
          <button type="button" class="button small" data-testid="factor-off" @click=${() => this.#show({ leaving: true })}>Turn it off…</button>`
      : html`<p data-testid="factor-state" data-on="false"><b>Off.</b> With it, who knows your password still needs your phone to sign in.</p>
          <button type="button" class="button small primary" data-testid="factor-on" @click=${this.#begin}>Set it up</button>`;
  }

  #cancel = (change) => html`<button type="button" class="button" @click=${() => this.#show(change)}>Cancel</button>`;

  #show({ seed = this.#seed, codes = this.#codes, leaving = this.#leaving }) {
    [this.#seed, this.#codes, this.#leaving] = [seed, codes, leaving];
    invalidate();
  }

  #begin = () => attempt(own.setUp().then((seed) => this.#show({ seed })));
}
