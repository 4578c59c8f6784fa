import { html } from "../lib.js";
import { ConsentPart } from "../account/consent.js";
import { own } from "../core/accounts.js";
import { plural } from "../core/format.js";
import { live } from "../core/live.js";
import { Resource } from "../core/resource.js";
import { achievementsView } from "../progress/learner.js";
import { Progress } from "../progress/model.js";
import { icon } from "../ui/icons.js";
import { emptyState, loaded, ring } from "../ui/parts.js";

/** How a child gets on, live, for its parents. */
export const childPage = ({ id }) => new ChildPage(id);

class ChildPage {
  #id;
  #children = new Resource(own.children);
  #courses;
  #followed = new Map();
  #consent;
  #stop = live.onReturn(() => this.#courses.load());

  constructor(id) {
    this.#id = id;
    this.#consent = new ConsentPart(id);
    this.#courses = new Resource(() => this.#load());
  }

  get title() {
    return this.#children.data?.find((child) => child.id === this.#id)?.name ?? "Progress";
  }

  close() {
    this.#stop();
    for (const progress of this.#followed.values()) progress.close();
  }

  view() {
    return html`
      <div class="page narrow">
        <header class="page-head">
          <a class="icon-button" href="#/" aria-label="Home">${icon("back")}</a>
          <div><h1 tabindex="-1">${this.title}</h1><p class="soft">Courses and progress</p></div>
        </header>
        ${loaded(this.#courses, (courses) => this.#list(courses), 3)}
        ${this.#consent.view()}
      </div>
    `;
  }

  #list(courses) {
    if (courses.length === 0) return emptyState("book", "No courses yet", "Courses your child takes part in appear here.");
    return courses.map((course) => {
      const followed = this.#followed.get(course.topic);
      const { percent, points, lessons = [], achievements = [] } = followed?.ready ? followed.state : course;
      const done = lessons.filter((lesson) => lesson.status === "completed").length;
      return html`
        <section class="card progress-head" data-testid="child-course" data-percent=${percent}>
          ${ring(percent, course.title)}
          <div>
            <h2>${course.title}</h2>
            <p class="soft">${percent}% · ${plural(points, "point")}${lessons.length ? ` · ${done} of ${plural(lessons.length, "lesson")}` : ""}</p>
          </div>
        </section>
        ${achievementsView(achievements)}
      `;
    });
  }

  async #load() {
    const courses = await own.progressOf(this.#id);
    for (const { topic } of courses) if (!this.#followed.has(topic)) this.#followed.set(topic, new Progress(topic));
    return courses;
  }
}
