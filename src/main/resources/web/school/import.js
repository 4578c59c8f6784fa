import { html, nothing } from "../lib.js";
import { school } from "../core/accounts.js";
import { plural } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { notify } from "../core/toast.js";
import { Form } from "../ui/form.js";

const EXAMPLE = "email,name,role\nada@home.example,Ada Lovelace,student";

/** Many accounts from a CSV file: looked at first, made then, all or none. */
export class ImportPart {
  #imported;
  #result = null;
  #form = new Form(({ csv }, form) => this.#run(csv, form));
  #dryRun = true;

  /** @param imported is called when there are new people */
  constructor(imported) {
    this.#imported = imported;
  }

  view() {
    const ready = this.#result && this.#result.problems.length === 0;
    const fields = html`
      <label>CSV file<input type="file" accept=".csv,text/csv" data-testid="import-file" @change=${this.#read} /></label>
      <label>or its lines<textarea name="csv" rows="6" required class="code" spellcheck="false" placeholder=${EXAMPLE} data-testid="import-csv" @input=${this.#forget}></textarea></label>
      <p class="hint">The first line names the columns: <code>email</code>, <code>name</code>, <code>role</code>, and <code>birthYear</code> where the school asks for consents. Each person gets a mail to choose a password.</p>
      ${this.#result ? resultView(this.#result) : nothing}
    `;
    const make = ready
      ? html`<button type="submit" class="button" data-testid="import-make" @click=${() => (this.#dryRun = false)}>Make ${plural(this.#result.people, "account")}</button>`
      : nothing;
    return html`
      <section class="block" aria-labelledby="import-title">
        <header><h2 id="import-title">Import from a file</h2></header>
        <div class="card">${this.#form.view(fields, "Check", { testid: "import", more: make })}</div>
      </section>
    `;
  }

  #read = async ({ target }) => {
    const area = target.form.elements.csv;
    if (target.files[0]) area.value = await target.files[0].text();
    this.#forget();
  };

  #forget = () => {
    this.#dryRun = true;
    this.#result = null;
    invalidate();
  };

  async #run(csv, form) {
    const dryRun = this.#dryRun;
    this.#dryRun = true;
    this.#result = null;
    const result = await school.importPeople(csv, dryRun);
    if (!result.imported) this.#result = result;
    else {
      form.reset();
      notify(`${plural(result.people, "account")} made.`);
      this.#imported();
    }
  }
}

const resultView = ({ people, problems }) =>
  problems.length === 0
    ? html`<p class="import-result" role="status" data-testid="import-good">${plural(people, "line")} can be imported. Nothing was made yet.</p>`
    : html`
        <div role="alert" data-testid="import-problems">
          <p class="bad"><b>${plural(problems.length, "problem")}. Nothing was made.</b></p>
          <div class="table-scroll problems">
            <table>
              <thead><tr><th scope="col">Line</th><th scope="col">Column</th><th scope="col">Problem</th></tr></thead>
              <tbody>${problems.map(({ line, field, problem }) => html`<tr data-testid="import-problem"><td>${line}</td><td>${field}</td><td>${problem}</td></tr>`)}</tbody>
            </table>
          </div>
        </div>
      `;
