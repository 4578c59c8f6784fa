import { html, nothing, repeat } from "../lib.js";
import { emptyDraft, emptyQuestion, fromWire, problemsOf, toWire } from "../builder/draft.js";
import { questionForm } from "../builder/question.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { go } from "../core/router.js";
import { complain, notify } from "../core/toast.js";
import { dialog } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";

const KEY = "lyceum.quiz-draft";

export const builderPage = ({ query }) => new BuilderPage(query.get("class"));

class BuilderPage {
  title = "New quiz";
  #classId;
  #draft = readDraft();
  #pasting = false;
  #pasteError = null;
  #problems = [];
  #busy = false;

  constructor(classId) {
    this.#classId = classId;
  }

  view() {
    const { title, scoring, questions } = this.#draft;
    return html`
      <div class="page narrow builder">
        <header class="page-head">
          <a class="icon-button" href=${this.#classId ? `#/class/${encodeURIComponent(this.#classId)}` : "#/"} aria-label="Back">${icon("back")}</a>
          <h1 tabindex="-1">New quiz</h1>
          <span class="spring"></span>
          <button type="button" class="button small" data-testid="quiz-paste" @click=${() => this.#paste(true)}>Paste JSON</button>
        </header>
        <form novalidate @submit=${this.#save}>
          <div class="card">
            <label>Title<input maxlength="120" data-testid="quiz-title" autocomplete="off" .value=${title} @input=${(e) => this.#change({ title: e.target.value })} /></label>
            <fieldset class="scoring">
              <legend>Points</legend>
              ${scoringOption("speed", "The sooner, the more", scoring, () => this.#change({ scoring: "speed" }))}
              ${scoringOption("accuracy", "Only right or wrong", scoring, () => this.#change({ scoring: "accuracy" }))}
            </fieldset>
          </div>
          ${repeat(questions, (q) => q.key, (question, index) => questionForm(question, index, this.#actions(question.key)))}
          <button type="button" class="button add" data-testid="question-add" @click=${() => this.#add()}>${icon("plus")}Add a question</button>
          ${this.#problems.length > 0
            ? html`<div class="form-error" role="alert" data-testid="quiz-problems">${icon("alert")}<ul>${this.#problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`
            : nothing}
          <footer class="builder-foot">
            <button type="submit" class="button primary big" data-testid="quiz-save" ?disabled=${this.#busy}>${this.#busy ? "Saving…" : "Save quiz"}</button>
          </footer>
        </form>
      </div>
      ${this.#pasting ? this.#pasteDialog() : nothing}
    `;
  }

  /** Each works on the draft as it is by then: two keystrokes may come between two drawings. */
  #actions(key) {
    const set = (change) => this.#change({ questions: change(this.#draft.questions) });
    return {
      count: this.#draft.questions.length,
      change: (part) => set((all) => all.map((question) => (question.key === key ? { ...question, ...part(question) } : question))),
      remove: () => set((all) => all.filter((question) => question.key !== key)),
      move: (step) =>
        set((all) => {
          const index = all.findIndex((question) => question.key === key);
          return all.toSpliced(index, 1).toSpliced(index + step, 0, all[index]);
        }),
    };
  }

  #add() {
    const { questions } = this.#draft;
    this.#change({ questions: [...questions, emptyQuestion(questions.at(-1)?.type)] });
    setTimeout(() => [...document.querySelectorAll("[data-testid=question-text]")].at(-1)?.focus(), 50);
  }

  #change(part) {
    this.#draft = { ...this.#draft, ...part };
    if (this.#problems.length > 0) this.#problems = problemsOf(this.#draft);
    sessionStorage.setItem(KEY, JSON.stringify(this.#draft));
    invalidate();
  }

  #save = async (event) => {
    event.preventDefault();
    this.#problems = problemsOf(this.#draft);
    invalidate();
    if (this.#problems.length > 0 || this.#busy) return;
    this.#busy = true;
    try {
      const { id } = await api.createQuiz(toWire(this.#draft, this.#classId));
      sessionStorage.removeItem(KEY);
      notify("The quiz is saved.");
      go(this.#classId ? `/class/${this.#classId}` : `/quiz/${id}`);
    } catch (error) {
      complain(error);
    }
    this.#busy = false;
    invalidate();
  };

  #paste(shown) {
    this.#pasting = shown;
    this.#pasteError = null;
    invalidate();
  }

  #take = (event) => {
    event.preventDefault();
    try {
      this.#change(fromWire(event.target.elements.json.value));
      this.#paste(false);
    } catch (error) {
      this.#pasteError = error.message;
      invalidate();
    }
  };

  #pasteDialog() {
    return dialog({
      title: "Paste a quiz",
      testid: "paste-dialog",
      wide: true,
      onClose: () => this.#paste(false),
      body: html`
        <form @submit=${this.#take}>
          <label>JSON with “title”, “scoring” and “questions”
            <textarea name="json" rows="12" class="code" spellcheck="false" data-testid="paste-json"></textarea>
          </label>
          ${this.#pasteError ? html`<p class="form-error" role="alert">${icon("alert")}${this.#pasteError}</p>` : nothing}
          <footer><button type="submit" class="button primary" data-testid="paste-take">Take over</button></footer>
        </form>
      `,
    });
  }
}

const scoringOption = (value, text, current, choose) => html`
  <label class="pick"><input type="radio" name="scoring" value=${value} data-testid="scoring-${value}" .checked=${current === value} @change=${choose} />${text}</label>
`;

function readDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? emptyDraft();
  } catch {
    return emptyDraft();
  }
}
