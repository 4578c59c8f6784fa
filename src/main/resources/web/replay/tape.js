import { fold as foldChat } from "../chat/fold.js";
import { fold as foldClass } from "../classroom/fold.js";
import { fold as foldQuiz } from "../quiz/fold.js";

/** A scene is kept for each so many moments, so that going back does not begin at the beginning. */
const EVERY = 64;

/** What there is before anything has happened. */
const blank = {
  classroom: { title: "", hands: [], members: [], waiting: [], rules: {} },
  here: [],
  messages: [],
  quizzes: {},
};

/** Pure: the scene after one moment. */
function step(scene, { event }) {
  switch (event.topic.slice(0, event.topic.indexOf(":"))) {
    case "class":
      return { ...scene, classroom: classAfter(scene.classroom, event), here: hereAfter(scene.here, event) };
    case "chat":
      // Reactions come as moments of their own.
      return { ...scene, messages: foldChat(scene.messages, { ...event, data: { ...event.data, reactions: undefined } }) };
    case "quiz":
      return { ...scene, quizzes: { ...scene.quizzes, [event.topic]: foldQuiz(scene.quizzes[event.topic] ?? { top: [] }, event) } };
    default:
      return scene;
  }
}

const classAfter = (state, event) =>
  event.type === "class:created" ? { ...state, title: event.data.title, teacher: event.data.teacher } : foldClass(state, event);

function hereAfter(here, { type, data }) {
  const others = () => here.filter((person) => person.id !== data.user);
  switch (type) {
    case "member:joined":
      return [...others(), { id: data.user, name: data.name, role: data.role }];
    case "member:role":
      return here.map((person) => (person.id === data.user ? { ...person, role: data.role } : person));
    case "member:left":
    case "member:sentback":
    case "member:removed":
      return others();
    default:
      return here;
  }
}

/** All that is known of a class, by time, and what it looked like at any moment of it. */
export class Tape {
  moments = [];
  #kept = [blank];
  #last = { count: 0, scene: blank };

  /** Takes more moments in, nearly always at the end; each topic's come in their order. */
  add(moments) {
    for (const moment of moments) {
      const place = this.#countUntil(moment.offset);
      this.moments.splice(place, 0, moment);
      this.#kept.length = Math.min(this.#kept.length, Math.floor(place / EVERY) + 1);
      if (place < this.#last.count) this.#last = { count: 0, scene: blank };
    }
  }

  /** The class at so many milliseconds after its beginning: the same however one comes there. */
  at(ms) {
    const count = this.#countUntil(ms);
    const nearest = Math.min(this.#kept.length - 1, Math.floor(count / EVERY));
    const near = this.#last.count <= count && this.#last.count >= nearest * EVERY;
    let { count: done, scene } = near ? this.#last : { count: nearest * EVERY, scene: this.#kept[nearest] };
    while (done < count) {
      scene = step(scene, this.moments[done++]);
      if (done % EVERY === 0) this.#kept[done / EVERY] = scene;
    }
    this.#last = { count, scene };
    return scene;
  }

  /** How many moments are not later. */
  #countUntil(ms) {
    let low = 0;
    let high = this.moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.moments[middle].offset <= ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
