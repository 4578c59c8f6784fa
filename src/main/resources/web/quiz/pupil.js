import { html, nothing } from "../lib.js";
import { icon } from "../ui/icons.js";
import { answersView } from "./answers.js";
import { countdownView, questionHead } from "./countdown.js";
import { leaderboardView } from "./leaderboard.js";
import { inWords } from "./marks.js";
import { revealView } from "./reveal.js";

/** The quiz as a pupil plays it. */
export function pupilView(quiz) {
  const { status, title } = quiz.state;
  return html`
    <section class="quiz" data-testid="quiz" data-status=${status}>
      <header class="quiz-head"><p class="quiz-title">${icon("quiz")}${title}</p>${scoreView(quiz)}</header>
      ${body(quiz, status)}
    </section>
  `;
}

function body(quiz, status) {
  switch (status) {
    case "question":
      return html`${countdownView(quiz)} ${questionHead(quiz)} ${answersView(quiz)} ${statusView(quiz)}`;
    case "closed":
      return html`
        ${quiz.state.question ? questionHead(quiz) : nothing}
        ${verdictView(quiz)} ${revealView(quiz)} ${leaderboardView(quiz)}
        <p class="soft center">The next question comes from your teacher.</p>
      `;
    case "finished":
      return html`${finalView(quiz)} ${leaderboardView(quiz)}`;
    default:
      return html`
        <div class="quiz-wait">
          <span class="pulse" aria-hidden="true"></span>
          <h2>Get ready</h2>
          <p>${quiz.state.of ? `${quiz.state.of} questions. ` : ""}The first one appears here as soon as your teacher starts.</p>
        </div>
      `;
  }
}

export function scoreView({ state }) {
  const score = state.own?.score ?? 0;
  const rank = state.own?.rank;
  return html`
    <p class="score"><span>${rank ? `Place ${rank}` : "Score"}</span><b data-testid="own-score">${score}</b></p>
  `;
}

function statusView({ answer, secondsLeft }) {
  const [tone, text] = statusOf(answer, secondsLeft);
  return html`<p class="answer-status ${tone}" role="status" data-testid="answer-status">${text}</p>`;
}

function statusOf(answer, secondsLeft) {
  if (answer?.phase === "sent") return ["good", html`${icon("check")}Answer received.`];
  if (answer?.phase === "sending") return ["", "Sending your answer…"];
  if (answer?.phase === "refused") return ["bad", refusal(answer.error)];
  if (secondsLeft <= 0) return ["bad", "Time is up."];
  return ["", ""];
}

function refusal({ code, message, details }) {
  const late = details?.[0]?.latenessMs;
  return code === "too_late" && late !== undefined ? `Too late by ${(late / 1000).toFixed(1)} s.` : message;
}

function verdictView({ state, answer }) {
  const { own } = state.last ?? {};
  if (!own) return nothing;
  const late = answer?.phase === "refused";
  const given = own.answer !== undefined && own.answer !== null;
  const text = own.correct ? "Correct" : given ? "Not this time" : late ? refusal(answer.error) : "No answer";
  return html`
    <p class="own-verdict ${own.correct ? "good" : "bad"}" role="status" data-testid="own-verdict">
      ${icon(own.correct ? "check" : "close")}<b>${text}</b>
      <span>+${own.points ?? 0} points</span>
    </p>
    ${own.correct || !given || state.question.type === "single" || state.question.type === "boolean" || state.question.type === "multiple"
      ? nothing
      : html`<p class="soft center">You answered ${inWords(state.question, own.answer)}.</p>`}
  `;
}

const finalView = ({ state }) => html`
  <div class="quiz-final">
    <h2>That was the quiz</h2>
    ${state.own
      ? html`<p class="final-score"><b>${state.own.score ?? 0}</b> points${state.own.rank ? html`, place <b>${state.own.rank}</b>` : nothing}</p>`
      : nothing}
  </div>
`;
