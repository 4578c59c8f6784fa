import { html, nothing } from "../lib.js";
import { own } from "../core/accounts.js";
import { api } from "../core/api.js";
import { live } from "../core/live.js";
import { refreshing, Resource } from "../core/resource.js";
import { session } from "../core/session.js";
import { childrenView } from "../home/children.js";
import { chatsView, NewChat } from "../home/chats.js";
import { classesView, NewClass } from "../home/classes.js";
import { coursesView } from "../home/courses.js";
import { JoinBox } from "../home/join.js";
import { quizzesView } from "../home/quizzes.js";

/** That a class has begun is announced nowhere on this page, so its list is asked for now and then. */
const REFRESH_MS = 15_000;

export const homePage = () => new HomePage();

class HomePage {
  title = "Home";
  #classes = new Resource(api.classes);
  #chats = new Resource(api.chats);
  #quizzes = session.teaches ? new Resource(() => api.quizzes()) : null;
  #children = session.user.role === "parent" ? new Resource(own.children) : null;
  /** Parents see the courses of their children, on the page of each. */
  #courses = this.#children ? null : new Resource(coursesWithProgress);
  #join = new JoinBox();
  #newClass = new NewClass();
  #newChat = new NewChat();
  #stop;

  constructor() {
    const rest = [this.#chats, this.#courses, this.#quizzes, this.#children].filter(Boolean);
    const stops = [refreshing([this.#classes], REFRESH_MS), ...[this.#classes, ...rest].map((list) => live.onReturn(() => list.load()))];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  close() {
    this.#stop();
  }

  view() {
    const { user } = session;
    return html`
      <div class="page home">
        <header class="greeting">
          <div>
            <h1 tabindex="-1">${greeting()}, ${user.name.split(/\s+/)[0]}</h1>
            <p class="soft">${summary(this.#classes.data)}</p>
          </div>
          ${this.#join.view()}
        </header>
        <div class="home-grid">
          <div>
            ${this.#children ? childrenView(this.#children) : nothing}
            ${classesView(this.#classes, this.#newClass)}
            ${this.#quizzes ? quizzesView(this.#quizzes) : nothing}
          </div>
          <div>${this.#courses ? coursesView(this.#courses) : nothing} ${chatsView(this.#chats, this.#newChat)}</div>
        </div>
      </div>
      ${this.#newClass.view()} ${this.#newChat.view()}
    `;
  }
}

/** A pupil sees how far each course has come; a course without an answer is shown without. */
async function coursesWithProgress() {
  const courses = await api.courses();
  if (session.teaches) return courses;
  const own = courses.filter((course) => course.enrolled);
  return Promise.all(
    own.map(async (course) => {
      const [progress] = await api.courseProgress(course.id).catch(() => []);
      return { ...course, percent: progress?.percent };
    }),
  );
}

function greeting() {
  const hour = new Date().getHours();
  if (hour < 5 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}

function summary(classes) {
  const running = (classes ?? []).filter((c) => c.status === "running").length;
  if (!classes) return "One moment…";
  if (running === 0) return "No class is running right now.";
  return running === 1 ? "One class is live right now." : `${running} classes are live right now.`;
}
