import { html } from "../lib.js";
import { own } from "../core/accounts.js";
import { invalidate } from "../core/loop.js";
import { session } from "../core/session.js";
import { Form } from "../ui/form.js";
import { icon } from "../ui/icons.js";

/** All that is kept about oneself: taken along as a file, or erased for ever. */
export class DataPart {
  #file = new Form(async () => save(await own.data(), "lyceum-data.json"));
  #erasing = new Form(async ({ password }) => {
    await own.erase(session.user.id, password);
    session.signOut("Your account is erased.");
  });
  #sure = false;

  view() {
    return html`
      <section class="block" aria-labelledby="data-title">
        <header><h2 id="data-title">Your data</h2></header>
        <div class="card">
          <p class="soft">All that is kept about you, in one file.</p>
          ${this.#file.view(html``, "Download", { testid: "data" })}
        </div>
        <div class="card">${this.#sure ? this.#eraseView() : this.#askView()}</div>
      </section>
    `;
  }

  #askView() {
    return html`
      <p class="soft">Your name, your messages and your answers can be erased for ever. Nobody can bring them back.</p>
      <div class="form-foot">
        <button type="button" class="button danger" data-testid="erase" @click=${() => this.#ask(true)}>${icon("alert")} Erase my account…</button>
      </div>
    `;
  }

  #eraseView() {
    const form = this.#erasing;
    const fields = html`
      <p class="soft">Everything of yours goes at once, here and in every class. What others wrote stays.</p>
      ${form.field("password", "Your password", { type: "password", autocomplete: "current-password", testid: "erase-password", maxlength: 200 })}
    `;
    const more = html`<button type="button" class="button" data-testid="erase-not" @click=${() => this.#ask(false)}>Keep it</button>`;
    return form.view(fields, "Erase for ever", { testid: "erase", danger: true, more });
  }

  #ask(sure) {
    this.#sure = sure;
    invalidate();
  }
}

/** Hands the browser a file to keep. */
function save(data, name) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
