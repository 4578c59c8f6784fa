import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { Resource } from "../core/resource.js";
import { icon } from "../ui/icons.js";
import { loaded } from "../ui/parts.js";

const resources = new WeakMap();

/** Who answered what, fetched once the quiz is over. */
export function resultsView(quiz) {
  if (!resources.has(quiz)) resources.set(quiz, new Resource(() => api.results(quiz.id)));
  return html`
    <section class="results" data-testid="quiz-results">
      <h3>${icon("table")}Results</h3>
      ${loaded(resources.get(quiz), ({ participants }) => tableView(participants, quiz.state.questions), 4)}
    </section>
  `;
}

function tableView(participants, questions) {
  if (participants.length === 0) return html`<p class="soft">Nobody took part.</p>`;
  const asked = questions ?? [...new Map(participants.flatMap((p) => p.answers.map((a) => [a.question, { id: a.question }]))).values()];
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="Results table">
      <table>
        <thead>
          <tr>
            <th scope="col">Place</th><th scope="col">Name</th>
            ${asked.map((question, i) => html`<th scope="col" title=${question.text ?? nothing}>Q${i + 1}</th>`)}
            <th scope="col" class="number">Score</th>
          </tr>
        </thead>
        <tbody>
          ${participants.map(
            ({ rank, name, score, answers }) => html`
              <tr>
                <td>${rank}</td><th scope="row">${name}</th>
                ${asked.map((question) => cell(answers.find((answer) => answer.question === question.id)))}
                <td class="number">${score}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function cell(answer) {
  if (!answer) return html`<td class="none"><span class="unseen">no answer</span>–</td>`;
  return answer.correct
    ? html`<td class="good">${icon("check")}<span class="unseen">correct</span></td>`
    : html`<td class="bad">${icon("close")}<span class="unseen">wrong</span></td>`;
}
