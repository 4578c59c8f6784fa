import { html, nothing, ref, repeat } from "../lib.js";
import { lengthOf, plural } from "../core/format.js";
import { leaderboardView } from "../quiz/leaderboard.js";
import { choicesOf, markView, toneOf } from "../quiz/marks.js";
import { revealView } from "../quiz/reveal.js";
import { icon } from "../ui/icons.js";
import { avatar, emptyState, roleNames } from "../ui/parts.js";

const rank = { teacher: 0, assistant: 1 };

/** Who was there at the moment, and whose hand was up. */
export function peopleView({ classroom, here }) {
  const known = new Map(classroom.members.map((member) => [member.id, member]));
  const hands = new Set(classroom.hands.map((hand) => hand.user));
  const people = here.toSorted((a, b) => (rank[a.role] ?? 2) - (rank[b.role] ?? 2) || a.name.localeCompare(b.name));
  return html`
    <section aria-labelledby="replay-people">
      <h3 id="replay-people">In the room <span class="count" data-testid="replay-here">${people.length}</span></h3>
      <ul class="people">
        ${repeat(people, (person) => person.id, (person) => personView(person, known.get(person.id), hands.has(person.id)))}
      </ul>
    </section>
  `;
}

const personView = (person, member, hand) => html`
  <li data-testid="replay-person">
    ${avatar(person, "small")}
    <span class="who">${person.name}<small>${roleNames[person.role] ?? ""}</small></span>
    <span class="marks">
      ${hand ? html`<span class="mark-hand" data-testid="replay-hand">${icon("hand")}<span class="unseen">Hand raised</span></span>` : nothing}
      ${member?.spotlit ? html`<span class="mark-star">${icon("star")}<span class="unseen">In the spotlight</span></span>` : nothing}
      ${member?.muted ? html`${icon("micOff")}<span class="unseen">Muted</span>` : nothing}
    </span>
  </li>
`;

/** The quiz that was shown, else what the class was doing. */
export function stageView({ classroom, quizzes }, me) {
  const quiz = classroom.quiz && quizzes[`quiz:${classroom.quiz.id}`];
  if (quiz) return quizView(quiz, me);
  if (classroom.status === "ended") return emptyState("flag", "The class has ended", "Go back to any moment of it below.");
  return emptyState("monitor", "The class is going on", "Quizzes are shown here when they open.");
}

function quizView(state, me) {
  const { status, title, question, number, of } = state;
  return html`
    <section class="quiz" aria-label="Quiz" data-testid="replay-quiz" data-status=${status}>
      <h2>${title}</h2>
      ${question && status !== "finished" ? html`<p class="soft">Question ${number} of ${of}</p><p class="question-text">${question.text}</p>` : nothing}
      ${status === "question" ? choicesView(question) : nothing}
      ${status === "question" && state.count ? html`<p class="soft">${plural(state.count, "answer")} so far</p>` : nothing}
      ${status === "closed" ? revealView({ state, answer: null }) : nothing}
      ${status === "closed" || status === "finished" ? leaderboardView({ state, me }) : nothing}
    </section>
  `;
}

const choicesView = (question) => html`
  <ul class="answers">
    ${choicesOf(question).map((choice, index) => html`<li class="answer ${toneOf(index)}">${markView(index)}<span>${choice}</span></li>`)}
  </ul>
`;

/** The chat as it stood; stays at the newest while playing. */
export class ChatScroll {
  #element = null;
  #shown = 0;

  view(messages, startedAt, me) {
    queueMicrotask(() => this.#follow(messages.length));
    return html`
      <div class="timeline" tabindex="0" role="log" aria-label="Messages" aria-live="off" ${ref(this.#attach)}>
        ${messages.length === 0 ? emptyState("chat", "Nobody has written yet", "Messages appear as they were written.") : nothing}
        ${repeat(messages, (message) => message.seq, (message) => messageView(message, startedAt, me))}
      </div>
    `;
  }

  #attach = (element) => {
    this.#element = element ?? null;
    this.#shown = 0;
  };

  #follow(count) {
    const element = this.#element;
    if (!element?.isConnected || count === this.#shown) return;
    this.#shown = count;
    element.scrollTop = element.scrollHeight;
  }
}

const messageView = (message, startedAt, me) => html`
  <article class="message ${message.author.id === me.id ? "mine" : ""}" data-testid="replay-message">
    ${avatar(message.author, "small")}
    <div class="message-body">
      <header>
        <b>${message.author.id === me.id ? "You" : message.author.name}</b>
        <time datetime=${message.at}>${whenOf(message.at, startedAt)}</time>
      </header>
      ${message.deleted
        ? html`<p class="message-text deleted">This message was deleted.</p>`
        : html`<p class="message-text">${message.text}</p>`}
      ${reactionsView(message)}
    </div>
  </article>
`;

const whenOf = (at, startedAt) => {
  const seconds = (Date.parse(at) - Date.parse(startedAt)) / 1000;
  return seconds < 0 ? "before" : lengthOf(seconds);
};

function reactionsView({ reactions }) {
  const all = Object.entries(reactions ?? {});
  return all.length === 0
    ? nothing
    : html`<p class="reactions">${all.map(([emoji, users]) => html`<span class="reaction" role="img" aria-label="${emoji}, ${plural(users.length, "person", "people")}">${emoji} ${users.length}</span>`)}</p>`;
}
