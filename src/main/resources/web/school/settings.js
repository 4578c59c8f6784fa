import { html } from "../lib.js";
import { school } from "../core/accounts.js";
import { Resource } from "../core/resource.js";
import { notify } from "../core/toast.js";
import { Form } from "../ui/form.js";
import { loaded } from "../ui/parts.js";

const ways = { open: "Anyone", invitation: "Only who is invited", closed: "Nobody" };

const recorded = {
  off: "Classes are not recorded",
  staff: "Only teachers and assistants are in it",
  all: "Pupils too; minors with a guardian's consent",
};

const kept = {
  keepMessages: ["Messages", "From when they were sent."],
  keepClasses: ["Classes and who was there", "From their end."],
  keepQuizzes: ["Quizzes and their results", "From their end."],
  keepAccounts: ["Closed accounts", "Then the person is erased."],
};

/** The school's name, who may make an account in it, and for how long it keeps things. */
export class SettingsPart {
  #school = new Resource(school.get);
  #form = new Form(async ({ name, registration, recording, ...given }) => {
    const numbers = Object.fromEntries([...Object.keys(kept), "consentBelow"].map((field) => [field, Number(given[field] || 0)]));
    this.#school.data = await school.change({ name: name.trim(), registration, recording, ...numbers });
    notify("The school's settings are saved.");
  });

  view() {
    return html`
      <section class="block" aria-labelledby="settings-title">
        <header><h2 id="settings-title">Settings</h2></header>
        <div class="card">${loaded(this.#school, (settings) => this.#formView(settings), 2)}</div>
      </section>
    `;
  }

  #formView({ id, name, registration, ...settings }) {
    const form = this.#form;
    const fields = html`
      ${form.field("name", "Name of the school", { testid: "school-name", value: name, maxlength: 200 })}
      <fieldset>
        <legend>Who may make an account</legend>
        ${Object.entries(ways).map(
          ([way, label]) => html`<label class="pick"><input type="radio" name="registration" value=${way} ?checked=${way === registration} data-testid="registration-${way}" />${label}</label>`,
        )}
        <p class="hint">People who sign up by themselves name the school as <code>${id}</code>.</p>
      </fieldset>
      ${form.field("consentBelow", "Pupils need a guardian's consent below the age of", { testid: "consentBelow", value: settings.consentBelow || "", hint: "As far as their year of birth is known. Empty: nobody does.", required: false, type: "number", inputmode: "numeric" })}
      <fieldset>
        <legend>When a class is recorded</legend>
        ${Object.entries(recorded).map(
          ([rule, label]) => html`<label class="pick"><input type="radio" name="recording" value=${rule} ?checked=${rule === settings.recording} data-testid="record-${rule}" />${label}</label>`,
        )}
      </fieldset>
      <fieldset>
        <legend>For how many days the school keeps</legend>
        ${Object.entries(kept).map(([field, [label, hint]]) =>
          form.field(field, label, { testid: field, value: settings[field] || "", hint: `${hint} Empty: for ever.`, required: false, type: "number", inputmode: "numeric" }),
        )}
      </fieldset>
    `;
    return form.view(fields, "Save", { testid: "school" });
  }
}
