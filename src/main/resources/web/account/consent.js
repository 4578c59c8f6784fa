import { html, nothing } from "../lib.js";
import { own } from "../core/accounts.js";
import { dateOf } from "../core/format.js";
import { Resource } from "../core/resource.js";
import { notify } from "../core/toast.js";
import { Form } from "../ui/form.js";
import { loaded } from "../ui/parts.js";

/** Whether a parent agrees that their child takes part, and the way to say so or no longer. */
export class ConsentPart {
  #child;
  #standing;
  #form;

  constructor(child) {
    this.#child = child;
    this.#standing = new Resource(() => own.consentOf(child));
    this.#form = new Form(({ recording }) => this.#decide(Boolean(recording)));
  }

  view() {
    return html`
      <section class="block" aria-labelledby="consent-title">
        <header><h2 id="consent-title">Consent</h2></header>
        <div class="card">${loaded(this.#standing, (standing) => this.#view(standing), 2)}</div>
      </section>
    `;
  }

  #view({ missing, text, history: [last] }) {
    const given = Boolean(last?.given);
    const state = given
      ? `Consent was given on ${dateOf(last.at)}${last.recording ? ", also to being recorded" : ", not to being recorded"}.`
      : missing
        ? "Your child cannot sign in before you consent."
        : "Nobody has consented yet. The school does not ask for it now.";
    const fields = html`
      <p data-testid="consent-state" data-given=${given} data-missing=${missing}><b>${state}</b></p>
      ${text.text.split(/\n\n/).map((part) => html`<p class="soft">${part}</p>`)}
      ${given
        ? nothing
        : html`
            <p class="soft">${text.recording}</p>
            <label class="pick"><input type="checkbox" name="recording" data-testid="consent-recording" />My child may be recorded</label>
          `}
      ${given ? html`<p class="hint">When you take it back, your child is signed out at once.</p>` : nothing}
    `;
    return this.#form.view(fields, given ? "Take my consent back" : "I consent", { testid: "consent", danger: given });
  }

  async #decide(recording) {
    const { text, history } = this.#standing.data;
    const given = !history[0]?.given;
    this.#standing.data = await own.decideConsent(this.#child, { given, textVersion: text.version, recording: given && recording });
    notify(given ? "You have consented." : "Your consent is taken back.");
  }
}
