import { html, nothing } from "../lib.js";
import { plural } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { codeChip } from "../ui/parts.js";
import { countdownView, questionHead } from "./countdown.js";
import { leaderboardView } from "./leaderboard.js";
import { choicesOf, inWords, letterOf, markView, toneOf, typeNames } from "./marks.js";
import { resultsView } from "./results.js";
import { revealView } from "./reveal.js";

/** The quiz as its owner runs it. `leave` puts it aside, where there is something to go back to. */
export function hostView(quiz, leave) {
  const { status, title, code } = quiz.state;
  return html`
    <section class="quiz host" data-testid="quiz" data-status=${status}>
      <header class="quiz-head">
        <p class="quiz-title">${icon("quiz")}${title}</p>
        ${code && status !== "finished" ? codeChip(code, "quiz-code") : nothing}
        ${leave && (status === "ready" || status === "finished")
          ? html`<button type="button" class="button small quiet" data-testid="quiz-leave" @click=${leave}>${status === "ready" ? "Choose another" : "Done"}</button>`
          : nothing}
      </header>
      ${body(quiz, status)}
    </section>
  `;
}

function body(quiz, status) {
  switch (status) {
    case "ready":
      return html`${stepButton(quiz, "quiz:open", "Open for everyone", "quiz-open", "play")} ${previewView(quiz)}`;
    case "open":
      return html`
        <div class="quiz-wait">
          <span class="pulse" aria-hidden="true"></span>
          <h2>${plural(quiz.pupilsHere, "pupil")} ready</h2>
          <p>They see a waiting screen until the first question.</p>
        </div>
        ${stepButton(quiz, "question:next", "Start the first question", "quiz-next", "play")}
      `;
    case "question":
      return html`${countdownView(quiz)} ${questionHead(quiz)} ${countView(quiz)} ${choicesView(quiz)}
        ${stepButton(quiz, "question:close", "Close and reveal", "quiz-close", "stop")}`;
    case "closed":
      return html`${questionHead(quiz)} ${revealView(quiz)} ${nextStep(quiz)} ${leaderboardView(quiz)}`;
    case "finished":
      return html`<div class="quiz-final"><h2>Finished</h2></div>${leaderboardView(quiz)} ${resultsView(quiz)}`;
    default:
      return nothing;
  }
}

function nextStep(quiz) {
  const { number, of } = quiz.state;
  const finish = (kind) => stepButton(quiz, "quiz:finish", "Finish the quiz", "quiz-finish", "flag", kind);
  if (number >= of) return finish("primary");
  return html`
    <div class="steps">
      ${stepButton(quiz, "question:next", "Next question", "quiz-next", "arrow")} ${finish("quiet")}
    </div>
  `;
}

const stepButton = (quiz, type, label, testid, iconName, kind = "primary") => html`
  <button type="button" class="button big ${kind}" data-testid=${testid} ?disabled=${quiz.busy} @click=${() => quiz.command(type)}>
    ${icon(iconName)}${label}
  </button>
`;

const countView = (quiz) => html`
  <p class="answer-count" aria-live="polite">
    <b data-testid="quiz-count">${quiz.state.count ?? 0}</b>
    <span>of ${plural(Math.max(quiz.pupilsHere, quiz.state.count ?? 0), "pupil")} answered</span>
  </p>
`;

const choicesView = ({ state: { question } }) => html`
  <ul class="host-choices">
    ${choicesOf(question).map((choice, index) => html`<li class=${toneOf(index)}>${markView(index)}<span>${choice}</span></li>`)}
  </ul>
`;

const previewView = ({ state: { questions = [] } }) => html`
  <ol class="preview">
    ${questions.map(
      (question) => html`
        <li>
          <p>${question.text}</p>
          <small>${typeNames[question.type]} · ${question.seconds} s · ${plural(question.points, "point")}</small>
          ${choicesOf(question).length > 0
            ? html`<ul>${choicesOf(question).map((choice, i) => html`<li><b>${letterOf(i)}</b> ${choice}</li>`)}</ul>`
            : nothing}
          <small class="solution-line">${icon("check")}${inWords(question, question.solution)}</small>
        </li>
      `,
    )}
  </ol>
`;
