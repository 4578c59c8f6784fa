import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { complain, notify } from "../core/toast.js";

/** A learner's way through a course, live. */
export class Progress {
  ready = false;
  error = null;
  role = null;
  state = { lessons: [], percent: 0, points: 0, achievements: [], quizzes: [] };

  constructor(topic) {
    this.topic = topic;
    this.connect();
  }

  connect() {
    this.error = null;
    live.connection?.subscribe(this.topic, {
      onSnapshot: (frame) => this.#begin(frame),
      onEvent: (event) => this.#happen(event),
      onLatest: ({ data }) => this.#lesson(data.lesson, { position: data.position }),
      onError: (error) => {
        this.error = error;
        invalidate();
      },
    });
  }

  close() {
    live.connection?.unsubscribe(this.topic);
  }

  command(type, data) {
    return live.connection?.command(this.topic, type, data).catch(complain);
  }

  #begin({ role, recovered, snapshot }) {
    this.ready = true;
    this.role = role;
    if (!recovered && snapshot) this.state = { achievements: [], quizzes: [], ...snapshot };
    invalidate();
  }

  #happen({ type, at, data }) {
    const { state } = this;
    switch (type) {
      case "lesson:started":
        return this.#lesson(data.lesson, { status: "started" });
      case "lesson:completed":
        return this.#lesson(data.lesson, { status: "completed" });
      case "progress:updated":
        this.state = { ...state, ...data };
        break;
      case "achievement:earned":
        this.state = { ...state, achievements: [...state.achievements, { ...data, at }] };
        if (this.role === "learner") notify(`Achievement: ${data.title}`);
        break;
      case "quiz:counted":
        this.state = { ...state, quizzes: [...state.quizzes.filter((quiz) => quiz.quiz !== data.quiz), data] };
        break;
      // What a later version adds does not concern this page.
      default:
        return undefined;
    }
    return invalidate();
  }

  #lesson(id, change) {
    const lessons = this.state.lessons.map((lesson) => (lesson.id === id ? { ...lesson, ...change } : lesson));
    this.state = { ...this.state, lessons };
    invalidate();
  }
}
