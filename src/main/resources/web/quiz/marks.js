import { html, svg } from "../lib.js";

/** Each answer has a letter, a colour and a shape of its own, so that none of them alone has to be told apart. */
const shapes = [
  svg`<path d="M12 3.5 22 20.500H2z"/>`,
  svg`<path d="m12 1.5 10.5 10.500L12 22.5 1.5 12z"/>`,
  svg`<circle cx="12" cy="12" r="10"/>`,
  svg`<rect x="3" y="3" width="18" height="18" rx="1.5"/>`,
  svg`<path d="M12 2 22 9.500l-3.8 12H5.800L2 9.500z"/>`,
  svg`<path d="m12 1.5 3 7 7.5.7-5.7 5 1.7 7.300L12 17.600l-6.5 3.9 1.7-7.3-5.7-5 7.5-.7z"/>`,
];

export const letterOf = (index) => String.fromCharCode(65 + index);

export const toneOf = (index) => `answer-tone-${index % shapes.length}`;

export const markView = (index) => html`
  <span class="mark" aria-hidden="true">
    <svg viewBox="0 0 24 24">${shapes[index % shapes.length]}</svg><b>${letterOf(index)}</b>
  </span>
`;

/** What a question offers to choose from; true/false is a choice of two. */
export const choicesOf = (question) => (question.type === "boolean" ? ["True", "False"] : (question.choices ?? []));

/** The answer's wire form for the choice at this place. */
export const choiceValue = (question, index) => (question.type === "boolean" ? index === 0 : index);

/** Whether the choice at this place is in an answer or solution. */
export function includesChoice(question, value, index) {
  if (question.type === "boolean") return value === (index === 0);
  return Array.isArray(value) ? value.includes(index) : value === index;
}

/** A solution or an answer in words. */
export function inWords(question, value) {
  if (value === undefined || value === null) return "no answer";
  if (question.type === "numeric") {
    if (typeof value !== "object") return String(value);
    return value.tolerance > 0 ? `${value.value} (± ${value.tolerance})` : String(value.value);
  }
  if (question.type === "text") return [].concat(value).join(" / ");
  const choices = choicesOf(question);
  return choices.filter((_, index) => includesChoice(question, value, index)).join(", ") || "none";
}

export const typeNames = {
  single: "One answer", multiple: "Several answers", boolean: "True or false", numeric: "A number", text: "A text",
};
