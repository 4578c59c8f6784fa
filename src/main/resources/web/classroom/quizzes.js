import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { plural } from "../core/format.js";
import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { Resource } from "../core/resource.js";
import { complain } from "../core/toast.js";
import { Quiz } from "../quiz/model.js";
import { icon } from "../ui/icons.js";
import { emptyState, loaded } from "../ui/parts.js";

/** Which quiz is on the stage: the one open in the class or, for the teacher, one being made ready. */
export class ClassQuizzes {
  quiz = null;
  #room;
  #own = null;
  #library = null;
  #copying = false;
  /** Known here before the list of quizzes, which follows the live events a moment later, says so. */
  #played = new Set();

  constructor(room) {
    this.#room = room;
  }

  /** The class has told which quiz is open; a finished one stays on the stage until it is put aside. */
  follow() {
    const open = this.#room.state.quiz;
    if (open && this.quiz?.id !== open.id) this.show(open.id);
    if (this.#room.isStaff && !this.#own) this.#load();
  }

  show(id) {
    this.quiz?.close();
    this.quiz = new Quiz(id, this.#room.me);
    invalidate();
  }

  leave = () => {
    if (this.quiz?.isOver) this.#played.add(this.quiz.id);
    this.quiz?.close();
    this.quiz = null;
    this.#load();
    invalidate();
  };

  close() {
    this.quiz?.close();
  }

  #load() {
    if (this.#own) {
      this.#own.load();
      this.#library.load();
      return;
    }
    this.#own = new Resource(() => api.quizzes(this.#room.id));
    this.#library = new Resource(() => api.quizzes());
  }

  /** For staff: the quizzes of this class, and others of the teacher to bring in. */
  chooser(status) {
    if (!this.#own) return nothing;
    const intro = {
      scheduled: "Start the class when you are ready. You can prepare a quiz meanwhile.",
      running: "Choose a quiz for the class, or make a new one.",
      ended: "This class has ended.",
    }[status];
    return html`
      ${inviteView(this.#room)}
      <section class="chooser" aria-labelledby="chooser-title">
        <header>
          <div><h2 id="chooser-title">Quizzes</h2><p class="soft">${intro}</p></div>
          <a class="button" href="#/quizzes/new?class=${encodeURIComponent(this.#room.id)}" data-testid="quiz-create">${icon("plus")}New quiz</a>
        </header>
        ${loaded(this.#own, (quizzes) => this.#list(quizzes), 3)}
      </section>
    `;
  }

  #list(quizzes) {
    const others = (this.#library.data ?? []).filter((quiz) => quiz.classId !== this.#room.id);
    if (quizzes.length + others.length === 0) return emptyState("quiz", "No quiz yet", "A short quiz shows what everyone has understood.");
    return html`
      <ul class="cards" data-testid="quiz-list">${quizzes.map((quiz) => this.#card(quiz, this.#isPlayed(quiz)))}</ul>
      ${others.length > 0
        ? html`<h3 class="chooser-more">From your other classes</h3>
            <ul class="cards">${others.map((quiz) => this.#card(quiz, true))}</ul>`
        : nothing}
    `;
  }

  #card(quiz, asCopy) {
    const finished = this.#isPlayed(quiz) && quiz.classId === this.#room.id;
    return html`
      <li class="card quiz-card">
        <div><b>${quiz.title}</b><small>${plural(quiz.of, "question")}${finished ? " · played" : ""}</small></div>
        ${finished ? html`<button type="button" class="button small quiet" @click=${() => this.show(quiz.id)}>Results</button>` : nothing}
        <button type="button" class="button small ${asCopy ? "" : "primary"}" data-testid=${asCopy ? "quiz-copy" : "quiz-choose"} data-quiz=${quiz.id}
          ?disabled=${this.#copying} @click=${() => (asCopy ? this.#copy(quiz) : this.show(quiz.id))}>
          ${asCopy ? (finished ? "Play again" : "Use here") : "Choose"}
        </button>
      </li>
    `;
  }

  #isPlayed({ id, status }) {
    return status === "finished" || this.#played.has(id);
  }

  /** A quiz belongs to one class and is played once, so another round is a new quiz with the same questions. */
  async #copy({ id }) {
    this.#copying = true;
    invalidate();
    try {
      const { title, scoring, questions } = await hostSnapshot(id);
      const plain = questions.map(({ id: _, ...question }) => question);
      const copy = await api.createQuiz({ title, scoring, classId: this.#room.id, questions: plain });
      this.show(copy.id);
    } catch (error) {
      complain(error);
    }
    this.#copying = false;
    invalidate();
  }
}

/** Until someone has come, the code is the most important thing on the page. */
function inviteView({ state, people, me }) {
  const alone = !people.some((person) => person.here && person.id !== me.id);
  if (!state.code || !alone || state.status === "ended") return nothing;
  return html`
    <section class="invite" data-testid="invite">
      <p>Invite your pupils: they sign in and enter this code.</p>
      <strong>${state.code}</strong>
    </section>
  `;
}

/** Only the host's snapshot holds the questions with their solutions. */
const hostSnapshot = (id) =>
  new Promise((resolve, reject) => {
    const topic = `quiz:${id}`;
    live.connection.subscribe(topic, {
      onSnapshot: ({ snapshot }) => {
        live.connection.unsubscribe(topic);
        resolve(snapshot);
      },
      onError: reject,
    });
  });
