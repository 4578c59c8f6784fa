import { html } from "../lib.js";
import { icon } from "../ui/icons.js";
import { skeleton } from "../ui/parts.js";
import { hostView } from "./host.js";
import { pupilView } from "./pupil.js";

/** Host or pupil, loading or refused: whatever the quiz is for this person. */
export function quizView(quiz, leave) {
  if (quiz.error) {
    return html`
      <div class="failure" role="alert">
        ${icon("alert")}<p>${quiz.error.message}</p>
        <button type="button" class="button small" @click=${() => quiz.connect()}>Try again</button>
      </div>
    `;
  }
  if (!quiz.ready) return skeleton(4);
  return quiz.isHost ? hostView(quiz, leave) : pupilView(quiz);
}
