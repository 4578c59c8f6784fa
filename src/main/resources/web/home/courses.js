import { html } from "../lib.js";
import { plural } from "../core/format.js";
import { session } from "../core/session.js";
import { icon } from "../ui/icons.js";
import { emptyState, loaded, ring } from "../ui/parts.js";

export const coursesView = (courses) => html`
  <section class="block" aria-labelledby="courses-title">
    <header><h2 id="courses-title">${session.teaches ? "Courses" : "Your courses"}</h2></header>
    ${loaded(courses, listView, 2)}
  </section>
`;

function listView(courses) {
  if (courses.length === 0) return emptyState("book", "No courses yet", "Courses that you take part in appear here.");
  return html`
    <ul class="plain-list">
      ${courses.map(
        ({ id, title, teacher, lessons, percent }) => html`
          <li>
            <a href="#/course/${encodeURIComponent(id)}" data-testid="course-card" data-course=${id}>
              <span><b>${title}</b><small>${teacher.name} · ${plural(lessons.length, "lesson")}</small></span>
              ${percent === undefined ? icon("arrow") : ring(percent, "Completed")}
            </a>
          </li>
        `,
      )}
    </ul>
  `;
}
