import { html } from "../lib.js";
import { plural } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { emptyState, loaded } from "../ui/parts.js";

const statusNames = { ready: "Ready", open: "Open", question: "Running", closed: "Running", finished: "Played" };

export const quizzesView = (quizzes) => html`
  <section class="block" aria-labelledby="quizzes-title">
    <header>
      <h2 id="quizzes-title">Your quizzes</h2>
      <a class="button small" href="#/quizzes/new" data-testid="quiz-new">${icon("plus")}New quiz</a>
    </header>
    ${loaded(quizzes, listView, 2)}
  </section>
`;

function listView(quizzes) {
  if (quizzes.length === 0) return emptyState("quiz", "No quizzes yet", "Write one for a class, or for anyone with its code.");
  const newest = quizzes.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return html`
    <ul class="plain-list">
      ${newest.map(
        ({ id, title, status, code, of }) => html`
          <li>
            <a href="#/quiz/${encodeURIComponent(id)}" data-testid="quiz-card" data-quiz=${id}>
              <span><b>${title}</b><small>${plural(of, "question")} · code <code>${code}</code></small></span>
              <span class="badge">${statusNames[status] ?? status}</span>
            </a>
          </li>
        `,
      )}
    </ul>
  `;
}
