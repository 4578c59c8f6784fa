import { html } from "../lib.js";
import { api } from "../core/api.js";
import { live } from "../core/live.js";
import { Resource } from "../core/resource.js";
import { session } from "../core/session.js";
import { learnerView } from "../progress/learner.js";
import { Progress } from "../progress/model.js";
import { Player } from "../progress/player.js";
import { teacherView } from "../progress/teacher.js";
import { icon } from "../ui/icons.js";
import { emptyState, loaded, skeleton } from "../ui/parts.js";

/** So many learners are followed live at once; the others show the figures of the list. */
const MOST_LIVE = 40;

export const coursePage = ({ id }) => new CoursePage(id);

class CoursePage {
  #id;
  #courses = new Resource(api.courses);
  #learners = null;
  #list = [];
  #own = null;
  #players = new Map();
  #stop = () => {};

  constructor(id) {
    this.#id = id;
    if (session.teaches) {
      this.#learners = new Resource(() => this.#loadLearners());
      this.#stop = live.onReturn(() => this.#learners.load());
    } else this.#own = new Progress(`progress:${session.user.id}/${id}`);
  }

  get title() {
    return this.#course?.title ?? "Course";
  }

  get #course() {
    return this.#courses.data?.find((course) => course.id === this.#id);
  }

  close() {
    this.#stop();
    for (const player of this.#players.values()) player.stop();
    for (const { progress } of this.#list) progress?.close();
    this.#own?.close();
  }

  view() {
    const course = this.#course;
    return html`
      <div class="page narrow">
        <header class="page-head">
          <a class="icon-button" href="#/" aria-label="Home">${icon("back")}</a>
          <div><h1 tabindex="-1">${this.title}</h1><p class="soft">${course?.teacher.name ?? ""}</p></div>
        </header>
        ${loaded(this.#courses, () => (course ? this.#body() : missing()), 4)}
      </div>
    `;
  }

  #body() {
    if (this.#learners) return teacherView(this.#learners, this.#list);
    const own = this.#own;
    if (own.error) return emptyState("book", "No progress to show", own.error.message);
    return own.ready ? learnerView(own, (lesson) => this.#player(lesson)) : skeleton(5);
  }

  #player(lesson) {
    if (!this.#players.has(lesson.id)) this.#players.set(lesson.id, new Player(this.#own, lesson));
    return this.#players.get(lesson.id);
  }

  async #loadLearners() {
    const rows = await api.courseProgress(this.#id);
    const followed = new Map(this.#list.map((row) => [row.topic, row.progress]));
    this.#list = rows.map((row, i) => ({
      ...row,
      progress: followed.get(row.topic) ?? (i < MOST_LIVE ? new Progress(row.topic) : undefined),
    }));
    return rows;
  }
}

const missing = () => emptyState("book", "This course is not there", "It may have been moved, or you are not part of it.");
