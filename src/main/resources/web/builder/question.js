import { html, nothing } from "../lib.js";
import { icon } from "../ui/icons.js";
import { letterOf, toneOf, typeNames } from "../quiz/marks.js";
import { types } from "./draft.js";

const MOST_CHOICES = 6;

/** One question's form. `change(question => part)` merges the part into it, `remove` and `move(step)` work on the list. */
export function questionForm(question, index, { count, change, remove, move }) {
  const id = `question-${question.key}`;
  return html`
    <fieldset class="card question-form" data-testid="question-form">
      <legend class="unseen">Question ${index + 1}</legend>
      <header>
        <b aria-hidden="true">${index + 1}</b>
        <label class="unseen" for="${id}-type">Type</label>
        <select id="${id}-type" data-testid="question-type" .value=${question.type} @change=${(e) => change(ofType(e.target.value))}>
          ${types.map((type) => html`<option value=${type} ?selected=${type === question.type}>${typeNames[type]}</option>`)}
        </select>
        <span class="spring"></span>
        <button type="button" class="icon-button" aria-label="Move question ${index + 1} up" ?disabled=${index === 0} @click=${() => move(-1)}><span class="turned">${icon("down")}</span></button>
        <button type="button" class="icon-button" aria-label="Move question ${index + 1} down" ?disabled=${index === count - 1} @click=${() => move(1)}>${icon("down")}</button>
        <button type="button" class="icon-button" aria-label="Remove question ${index + 1}" ?disabled=${count === 1} @click=${remove}>${icon("trash")}</button>
      </header>
      <label>Question
        <textarea rows="2" maxlength="500" data-testid="question-text" .value=${question.text} @input=${(e) => change(just({ text: e.target.value }))}></textarea>
      </label>
      ${solutionForm(question, id, change)}
      <div class="pair">
        <label>Seconds<input type="number" min="5" max="600" data-testid="question-seconds" .value=${String(question.seconds)} @input=${(e) => change(just({ seconds: e.target.value }))} /></label>
        <label>Points<input type="number" min="1" max="10000" data-testid="question-points" .value=${String(question.points)} @input=${(e) => change(just({ points: e.target.value }))} /></label>
      </div>
    </fieldset>
  `;
}

const ofType = (type) => ({ right }) => ({ type, right: type === "single" ? right.slice(0, 1) : right });

const just = (part) => () => part;

const toggled = (right, index) =>
  right.includes(index) ? right.filter((other) => other !== index) : [...right, index].sort((a, b) => a - b);

function solutionForm(question, id, change) {
  switch (question.type) {
    case "boolean":
      return html`
        <div class="truth" role="radiogroup" aria-label="Right answer">
          ${[true, false].map((truth) => html`
            <label class="pick"><input type="radio" name="${id}-truth" .checked=${question.truth === truth} @change=${() => change(just({ truth }))} />${truth ? "True" : "False"} is right</label>
          `)}
        </div>
      `;
    case "numeric":
      return html`
        <div class="pair">
          <label>Right number<input inputmode="decimal" data-testid="question-value" .value=${question.value} @input=${(e) => change(just({ value: e.target.value }))} /></label>
          <label>May differ by<input inputmode="decimal" data-testid="question-tolerance" .value=${question.tolerance} @input=${(e) => change(just({ tolerance: e.target.value }))} /></label>
        </div>
      `;
    case "text":
      return html`
        <label>Accepted answers, one per line
          <textarea rows="3" data-testid="question-spellings" .value=${question.spellings} @input=${(e) => change(just({ spellings: e.target.value }))}></textarea>
        </label>
      `;
    default:
      return choicesForm(question, id, change);
  }
}

function choicesForm(question, id, change) {
  const { choices, right, type } = question;
  const single = type === "single";
  const mark = (index) => change((now) => ({ right: single ? [index] : toggled(now.right, index) }));
  const write = (index, text) => change((now) => ({ choices: now.choices.with(index, text) }));
  return html`
    <p class="soft">Tick what is right. Empty lines are left out.</p>
    <ul class="choice-list">
      ${choices.map(
        (choice, index) => html`
          <li class=${toneOf(index)}>
            <input type=${single ? "radio" : "checkbox"} name="${id}-right" data-testid="choice-right-${index}" aria-label="Choice ${letterOf(index)} is right"
              .checked=${right.includes(index)} @change=${() => mark(index)} />
            <b aria-hidden="true">${letterOf(index)}</b>
            <input maxlength="200" aria-label="Choice ${letterOf(index)}" data-testid="choice-${index}" .value=${choice} @input=${(e) => write(index, e.target.value)} />
          </li>
        `,
      )}
    </ul>
    ${choices.length < MOST_CHOICES
      ? html`<button type="button" class="button small quiet" @click=${() => change((now) => ({ choices: [...now.choices, ""] }))}>${icon("plus")}Choice</button>`
      : nothing}
  `;
}
