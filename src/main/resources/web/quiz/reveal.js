import { html, nothing, vars } from "../lib.js";
import { icon } from "../ui/icons.js";
import { plural } from "../core/format.js";
import { choicesOf, choiceValue, includesChoice, inWords, markView, toneOf } from "./marks.js";

/** After the close: how the answers spread, and which was right. */
export function revealView({ state, answer }) {
  const { question, last } = state;
  if (!question || !last) return nothing;
  const choices = choicesOf(question);
  const mine = answer?.question === question.id ? answer.value : last.own?.answer;
  return html`
    <div class="reveal" data-testid="reveal">
      ${choices.length > 0 ? choiceBars(question, last, choices, mine) : textBars(question, last)}
      ${last.answered === undefined ? nothing : html`<p class="soft">${plural(last.answered, "answer")} counted</p>`}
    </div>
  `;
}

function choiceBars(question, { distribution = {}, solution }, choices, mine) {
  const counts = choices.map((_, index) => countOf(question, distribution, index));
  const most = Math.max(1, ...counts);
  return html`
    <ul class="bars">
      ${choices.map((choice, index) => {
        const right = includesChoice(question, solution, index);
        const chosen = mine !== undefined && mine !== null && includesChoice(question, mine, index);
        return html`
          <li class="${toneOf(index)} ${right ? "right" : "wrong"}" data-testid="bar-${index}">
            ${markView(index)}
            <span class="bar-label">${choice}
              ${right ? html`<span class="verdict">${icon("check")}Correct</span>` : nothing}
              ${chosen ? html`<span class="chosen">Your answer</span>` : nothing}
            </span>
            <span class="bar"><i ${vars({ "--part": counts[index] / most })}></i></span>
            <b>${counts[index]}</b>
          </li>
        `;
      })}
    </ul>
  `;
}

/** Several choices may share one entry (`0,2`), so an entry counts for each place that it names. */
function countOf(question, distribution, index) {
  const value = choiceValue(question, index);
  return Object.entries(distribution).reduce((sum, [key, count]) => {
    const chosen = question.type === "multiple" ? key.split(",").includes(String(index)) : key === String(value);
    return chosen ? sum + count : sum;
  }, 0);
}

function textBars(question, { distribution = {}, solution }) {
  const entries = Object.entries(distribution).sort((a, b) => b[1] - a[1]).slice(0, 8);
  const most = Math.max(1, ...entries.map(([, count]) => count));
  return html`
    <p class="solution">${icon("check")}<span>Correct: <b>${inWords(question, solution)}</b></span></p>
    <ul class="bars">
      ${entries.map(
        ([text, count]) => html`
          <li>
            <span class="bar-label">${text}</span>
            <span class="bar"><i ${vars({ "--part": count / most })}></i></span>
            <b>${count}</b>
          </li>
        `,
      )}
    </ul>
  `;
}
