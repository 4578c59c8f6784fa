import { html, nothing } from "../lib.js";
import { dateOf, lengthOf, plural } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { ring } from "../ui/parts.js";

const statusNames = { new: "Not started", started: "Started", completed: "Completed" };

/** A learner's own view of a course. `players` holds the position sliders of begun lessons. */
export function learnerView(progress, players) {
  const { lessons, percent, points, achievements, quizzes } = progress.state;
  const done = lessons.filter((lesson) => lesson.status === "completed").length;
  return html`
    <section class="card progress-head" aria-label="Your progress">
      ${ring(percent, "Course completed")}
      <div>
        <p class="big-number" data-testid="progress-percent">${percent}%</p>
        <p class="soft">${done} of ${plural(lessons.length, "lesson")} · <b data-testid="progress-points">${points}</b> points</p>
      </div>
    </section>
    <section class="block" aria-labelledby="lessons-title">
      <header><h2 id="lessons-title">Lessons</h2></header>
      <ol class="lessons">${lessons.map((lesson, i) => lessonView(progress, players, lesson, i))}</ol>
    </section>
    ${achievementsView(achievements)} ${quizzesView(quizzes)}
  `;
}

function lessonView(progress, players, lesson, index) {
  const { id, title, seconds, status } = lesson;
  return html`
    <li class="card lesson ${status}" data-testid="lesson" data-lesson=${id} data-status=${status}>
      <span class="lesson-mark" aria-hidden="true">${status === "completed" ? icon("check") : index + 1}</span>
      <div class="lesson-text"><b>${title}</b><small>${lengthOf(seconds)} · ${statusNames[status]}</small></div>
      <div class="lesson-actions">
        ${status === "new"
          ? html`<button type="button" class="button small primary" data-testid="lesson-start" @click=${() => progress.command("lesson:start", { lesson: id })}>Start</button>`
          : nothing}
        ${status === "started"
          ? html`<button type="button" class="button small" data-testid="lesson-complete" @click=${() => progress.command("lesson:complete", { lesson: id })}>${icon("check")}Complete</button>`
          : nothing}
      </div>
      ${status === "new" ? nothing : players(lesson).view()}
    </li>
  `;
}

export const achievementsView = (achievements) =>
  achievements.length === 0
    ? nothing
    : html`
        <section class="block" aria-labelledby="achievements-title">
          <header><h2 id="achievements-title">Achievements</h2></header>
          <ul class="achievements">
            ${achievements.map(({ title, at }) => html`<li data-testid="achievement">${icon("star")}<span><b>${title}</b><small>${dateOf(at)}</small></span></li>`)}
          </ul>
        </section>
      `;

const quizzesView = (quizzes) =>
  quizzes.length === 0
    ? nothing
    : html`
        <section class="block" aria-labelledby="counted-title">
          <header><h2 id="counted-title">Quizzes that count</h2></header>
          <ul class="plain-list">
            ${quizzes.map(({ title, score, max }) => html`<li class="line"><b>${title}</b><span>${score} of ${max}</span></li>`)}
          </ul>
        </section>
      `;
