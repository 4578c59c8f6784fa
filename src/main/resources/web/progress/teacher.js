import { html, repeat } from "../lib.js";
import { plural } from "../core/format.js";
import { avatar, emptyState, loaded, ring } from "../ui/parts.js";
import { icon } from "../ui/icons.js";

/** Every learner of a course at a glance; each line is live. */
export const teacherView = (resource, learners) => html`
  <section class="block" aria-labelledby="learners-title">
    <header><h2 id="learners-title">Learners</h2></header>
    ${loaded(resource, () => (learners.length === 0 ? nobody() : listView(learners)), 4)}
  </section>
`;

const nobody = () => emptyState("people", "Nobody is enrolled yet", "Learners appear here with their progress.");

const listView = (learners) => html`
  <ul class="learners">
    ${repeat(learners, ({ learner }) => learner.id, ({ learner, percent, points, progress }) => {
      const { state, ready } = progress ?? {};
      const current = ready ? state : { percent, points, lessons: [], achievements: [] };
      const done = current.lessons.filter((lesson) => lesson.status === "completed").length;
      return html`
        <li class="card learner" data-testid="learner" data-user=${learner.id}>
          ${avatar(learner)}
          <span class="who"><b>${learner.name}</b>
            <small>${current.points} points${ready ? ` · ${done} of ${plural(current.lessons.length, "lesson")}` : ""}</small></span>
          <span class="stars">${current.achievements.map(({ title }) => html`<span title=${title}>${icon("star")}<span class="unseen">${title}</span></span>`)}</span>
          <span data-testid="learner-percent" data-percent=${current.percent}>${ring(current.percent, learner.name)}</span>
        </li>
      `;
    })}
  </ul>
`;
