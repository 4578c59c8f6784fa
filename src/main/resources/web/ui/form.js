import { html, nothing } from "../lib.js";
import { invalidate } from "../core/loop.js";
import { icon } from "./icons.js";

let forms = 0;

/** A form that is sent to the server and shows at its fields what the server found wrong with them. */
export class Form {
  busy = false;
  #send;
  #error = null;
  #problems = new Map();
  #labels = new Map();
  #again = 0;
  #key = ++forms;

  /** @param send `(values, form element)`: a promise; what it throws is shown */
  constructor(send) {
    this.#send = send;
  }

  /** Says something went wrong that was not sent by this form. */
  fail(message) {
    this.#error = message;
    invalidate();
  }

  /** One labelled field; `control` draws another one than an input. */
  field(name, label, { type = "text", autocomplete = "off", testid, hint, value, required = true, inputmode, minlength, maxlength = 254, readonly = false } = {}) {
    this.#labels.set(name, label);
    const problem = this.#problems.get(name);
    const below = `form-${this.#key}-${name}`;
    return html`
      <div>
        <label>${label}<input name=${name} type=${type} autocomplete=${autocomplete} data-testid=${testid} .defaultValue=${value ?? ""} ?required=${required}
          ?readonly=${readonly} inputmode=${inputmode ?? nothing} minlength=${minlength ?? nothing} maxlength=${maxlength} autocapitalize="off" spellcheck="false"
          aria-invalid=${Boolean(problem)} aria-describedby=${problem || hint ? below : nothing} @input=${() => this.#forgive(name)} /></label>
        ${problem
          ? html`<p class="field-error" id=${below} role="alert" data-testid="${testid}-error">${problem}</p>`
          : hint ? html`<p class="hint" id=${below}>${hint}</p>` : nothing}
      </div>
    `;
  }

  /** @param label of the button */
  view(fields, label, { testid, more = nothing, big = false, danger = false } = {}) {
    const seconds = Math.ceil((this.#again - Date.now()) / 1000);
    const waits = seconds > 0;
    return html`
      <form @submit=${this.#submit}>
        ${this.#error ? html`<p class="form-error" role="alert" data-testid="${testid}-error">${icon("alert")}<span>${this.#error}</span></p>` : nothing}
        ${fields}
        <div class="form-foot">
          ${more}
          <button type="submit" class="button ${danger ? "danger" : "primary"} ${big ? "big" : ""}" data-testid="${testid}-submit" ?disabled=${this.busy || waits}>
            ${waits ? `Again in ${seconds} s` : this.busy ? "One moment…" : label}
          </button>
        </div>
      </form>
    `;
  }

  #forgive(name) {
    if (this.#problems.delete(name)) invalidate();
  }

  #submit = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!this.busy) await this.run(() => this.#send(Object.fromEntries(new FormData(form)), form), form);
  };

  /** Does something else, with this form's way to wait and to tell what went wrong. */
  async run(what, form) {
    this.busy = true;
    this.#error = null;
    this.#problems.clear();
    invalidate();
    try {
      await what();
    } catch (error) {
      this.#blame(error, form);
    }
    this.busy = false;
    invalidate();
  }

  #blame(error, form) {
    const elsewhere = [];
    for (const { field, problem } of error.details ?? []) {
      const label = this.#labels.get(field);
      if (label) this.#problems.set(field, `${label} ${problem}.`);
      else elsewhere.push(`${field} ${problem}`);
    }
    const first = this.#problems.keys().next().value;
    if (!first || elsewhere.length) this.#error = [error.message ?? "Something went wrong.", elsewhere.join("; ")].filter(Boolean).join(" ");
    if (first) form?.elements[first]?.focus();
    if (error.retryAfterMs) {
      this.#again = Date.now() + error.retryAfterMs;
      this.#tick();
    }
  }

  /** Counts down in the button, which no screen reader reads out by itself. */
  #tick = () => {
    invalidate();
    if (this.#again > Date.now()) setTimeout(this.#tick, 1000);
  };
}

export const passwordHint = "At least ten characters; a few words in a row are fine.";
