/** Pure: the quiz being written, its checks and its wire form. Fields hold what was typed, so nothing is lost on the way. */

export const types = ["single", "multiple", "boolean", "numeric", "text"];

let made = 0;
/** Tells questions apart in the form, also in a draft that comes back after a reload. */
const newKey = () => `${Date.now()}-${made++}`;

export const emptyQuestion = (type = "single") => ({
  key: newKey(), type, text: "", choices: ["", "", "", ""], right: [0], truth: true,
  value: "", tolerance: "0", spellings: "", seconds: 20, points: 100,
});

export const emptyDraft = () => ({ title: "", scoring: "speed", questions: [emptyQuestion()] });

/** @returns {string[]} what is still missing, in the words of the form */
export function problemsOf(draft) {
  const problems = draft.title.trim() ? [] : ["Give the quiz a title."];
  draft.questions.forEach((question, index) => {
    const problem = problemOf(question);
    if (problem) problems.push(`Question ${index + 1}: ${problem}`);
  });
  return problems;
}

function problemOf(question) {
  if (!question.text.trim()) return "write the question.";
  switch (question.type) {
    case "single":
    case "multiple":
      return choiceProblem(question);
    case "numeric":
      return Number.isFinite(number(question.value)) && question.value.trim() ? null : "give the right number.";
    case "text":
      return spellingsOf(question).length > 0 ? null : "give at least one accepted answer.";
    default:
      return null;
  }
}

function choiceProblem({ choices, right }) {
  const filled = choices.filter((choice) => choice.trim());
  if (filled.length < 2) return "give at least two choices.";
  if (!right.some((index) => choices[index]?.trim())) return "mark what is right.";
  return null;
}

/** The body for `POST /v1/quizzes`. */
export const toWire = ({ title, scoring, questions }, classId) => ({
  title: title.trim(),
  scoring,
  ...(classId && { classId }),
  questions: questions.map(questionToWire),
});

function questionToWire(question) {
  const { type } = question;
  const base = { type, text: question.text.trim(), seconds: Number(question.seconds), points: Number(question.points) };
  if (type === "boolean") return { ...base, solution: question.truth };
  if (type === "numeric") return { ...base, solution: { value: number(question.value), tolerance: number(question.tolerance) || 0 } };
  if (type === "text") return { ...base, solution: spellingsOf(question) };
  // Empty lines are left out, so the places of the right ones move.
  const kept = question.choices.map((choice, index) => ({ choice: choice.trim(), index })).filter(({ choice }) => choice);
  const right = kept.flatMap(({ index }, place) => (question.right.includes(index) ? [place] : []));
  return { ...base, choices: kept.map(({ choice }) => choice), solution: type === "single" ? right[0] : right };
}

/** Reads pasted JSON in the wire form. @throws {Error} with a sentence for the person */
export function fromWire(text) {
  let wire;
  try {
    wire = JSON.parse(text);
  } catch {
    throw new Error("This is not valid JSON.");
  }
  if (!Array.isArray(wire?.questions) || wire.questions.length === 0) throw new Error("There is no list “questions” in it.");
  return { title: String(wire.title ?? ""), scoring: wire.scoring === "accuracy" ? "accuracy" : "speed", questions: wire.questions.map(questionFromWire) };
}

function questionFromWire(wire, index) {
  if (!types.includes(wire.type)) throw new Error(`Question ${index + 1} has an unknown type.`);
  const { type, solution } = wire;
  const question = { ...emptyQuestion(type), text: String(wire.text ?? ""), seconds: wire.seconds ?? 20, points: wire.points ?? 100 };
  if (Array.isArray(wire.choices)) question.choices = wire.choices.map(String);
  if (type === "single" || type === "multiple") question.right = [].concat(solution ?? []);
  if (type === "boolean") question.truth = solution === true;
  if (type === "numeric") Object.assign(question, { value: String(solution?.value ?? solution ?? ""), tolerance: String(solution?.tolerance ?? 0) });
  if (type === "text") question.spellings = [].concat(solution ?? []).join("\n");
  return question;
}

const number = (text) => Number(String(text).trim().replace(",", "."));
const spellingsOf = ({ spellings }) => spellings.split("\n").map((line) => line.trim()).filter(Boolean);
