import { html, vars } from "../lib.js";

/** Remaining time as a draining bar and a figure. Screen readers hear it at a few moments only, from the model. */
export function countdownView(quiz) {
  const { seconds = 30 } = quiz.state;
  const left = quiz.secondsLeft;
  const urgent = left <= 5;
  return html`
    <div class="countdown ${urgent ? "urgent" : ""}" role="timer" aria-live="off" aria-label="Time left">
      <span class="countdown-bar"><i ${vars({ "--left": Math.min(1, left / seconds).toFixed(4) })}></i></span>
      <b data-testid="countdown">${Math.ceil(left)}</b><span class="unseen">seconds</span>
    </div>
  `;
}

export const questionHead = ({ state }) => html`
  <p class="question-count">
    <span>Question ${state.number} of ${state.of}</span>
    ${state.points === undefined ? "" : html`<span>${state.points} points</span>`}
  </p>
  <h2 class="question-text" data-testid="question">${state.question.text}</h2>
`;
