import { html, nothing } from "../lib.js";
import { choicesOf, choiceValue, includesChoice, markView, toneOf } from "./marks.js";

/** The ways to answer, one per type of question. */
export function answersView(quiz) {
  const { question } = quiz.state;
  const open = quiz.secondsLeft > 0 && (!quiz.answer || quiz.answer.phase === "choosing");
  switch (question.type) {
    case "multiple":
      return multipleView(quiz, open);
    case "numeric":
    case "text":
      return fieldView(quiz, open);
    default:
      return buttonsView(quiz, open);
  }
}

/** One press answers. */
function buttonsView(quiz, open) {
  const { question } = quiz.state;
  return html`
    <div class="answers" role="group" aria-label="Answers">
      ${choicesOf(question).map((choice, index) => {
        const value = choiceValue(question, index);
        return answerButton(quiz, choice, index, open, () => quiz.submit(value));
      })}
    </div>
  `;
}

function multipleView(quiz, open) {
  const { question } = quiz.state;
  // As it is by then: two presses may come between two drawings.
  const chosen = () => quiz.answer?.value ?? [];
  const toggle = (index) => {
    const others = chosen().filter((other) => other !== index);
    quiz.choose(others.length < chosen().length ? others : [...others, index].sort((a, b) => a - b));
  };
  return html`
    <p class="soft">Choose all that are right, then send.</p>
    <div class="answers" role="group" aria-label="Answers">
      ${choicesOf(question).map((choice, index) => answerButton(quiz, choice, index, open, () => toggle(index)))}
    </div>
    ${open || quiz.answer?.phase === "choosing" ? sendButton(open && chosen().length > 0, () => quiz.submit(chosen())) : nothing}
  `;
}

function answerButton(quiz, choice, index, open, run) {
  const { answer, state } = quiz;
  const picked = answer?.value !== undefined && includesChoice(state.question, answer.value, index);
  return html`
    <button type="button" class="answer ${toneOf(index)}"
      data-testid="answer-${index}" aria-pressed=${picked} ?disabled=${!open} @click=${run}>
      ${markView(index)}<span>${choice}</span>
    </button>
  `;
}

function fieldView(quiz, open) {
  const numeric = quiz.state.question.type === "numeric";
  const value = String(quiz.answer?.value ?? "");
  const send = (event) => {
    event.preventDefault();
    if (!open) return;
    // What is in the field by then: the last key may not be drawn yet.
    const given = event.target.elements["answer-input"].value;
    if (isAnswer(given, numeric)) quiz.submit(numeric ? numberIn(given) : given.trim());
    else complainAbout(event.target.elements["answer-input"], numeric);
  };
  const write = ({ target }) => {
    target.setCustomValidity("");
    quiz.choose(target.value);
  };
  return html`
    <form class="answer-field" novalidate @submit=${send}>
      <label for="answer-input">${numeric ? "Your number" : "Your answer"}</label>
      <input id="answer-input" data-testid="answer-input" autocomplete="off" inputmode=${numeric ? "decimal" : "text"} maxlength="200"
        .value=${value} ?disabled=${!open} @input=${write} />
      ${
        // Not disabled while empty: Enter would do nothing until the button is drawn anew.
        open ? sendButton(true) : nothing
      }
    </form>
  `;
}

function complainAbout(input, numeric) {
  input.setCustomValidity(numeric ? "Write a number." : "Write an answer.");
  input.reportValidity();
}

const numberIn = (text) => Number(text.trim().replace(",", "."));
const isAnswer = (text, numeric) => text.trim() !== "" && (!numeric || Number.isFinite(numberIn(text)));

const sendButton = (enabled, run) => html`
  <button type=${run ? "button" : "submit"} class="button primary big" data-testid="answer-submit" ?disabled=${!enabled} @click=${run ?? nothing}>
    Send answer
  </button>
`;
