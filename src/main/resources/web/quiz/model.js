import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { followPatiently } from "../core/patience.js";
import { announce, complain } from "../core/toast.js";
import { fold } from "./fold.js";

/** Drawn anew this often while a countdown runs. */
const TICK_MS = 200;
const SAID_AT_SECONDS = [30, 10, 5];

/** One quiz session as this person sees it, host or pupil. */
export class Quiz {
  ready = false;
  error = null;
  role = null;
  state = { top: [] };
  present = [];
  /** The answer under way: `{question, value, phase: "choosing"|"sending"|"sent"|"refused", error?}` */
  answer = null;
  busy = false;
  #stop = () => {};
  #ticker = 0;
  #saidAt = null;

  constructor(id, me) {
    this.id = id;
    this.me = me;
    this.topic = `quiz:${id}`;
    this.connect();
  }

  get isHost() {
    return this.role === "host";
  }

  get isOver() {
    return this.state.status === "finished";
  }

  /** Whole and broken seconds to the deadline by the server's clock; never below zero. */
  get secondsLeft() {
    return Math.max(0, (Date.parse(this.state.deadline) - live.now()) / 1000);
  }

  get pupilsHere() {
    return this.present.filter((person) => person.role !== "host").length;
  }

  connect() {
    this.error = null;
    this.#stop();
    this.#stop = followPatiently(this.topic, {
      onSnapshot: (frame) => this.#begin(frame),
      onEvent: (event) => this.#happen(event),
      onPresence: ({ members }) => this.#set({ present: members }),
      onError: (error) => this.#set({ error }),
    });
  }

  close() {
    clearInterval(this.#ticker);
    this.#stop();
  }

  /** A host's command; one at a time, so that a double click is not two steps. */
  async command(type) {
    if (this.busy) return;
    this.#set({ busy: true });
    try {
      await live.connection.command(this.topic, type, {});
    } catch (error) {
      complain(error);
    }
    this.#set({ busy: false });
  }

  choose(value) {
    this.#set({ answer: { question: this.state.question.id, value, phase: "choosing" } });
  }

  async submit(value) {
    const question = this.state.question.id;
    const answer = { question, value, phase: "sending" };
    this.#set({ answer });
    try {
      await live.connection.command(this.topic, "answer:submit", { question, answer: value });
      answer.phase = "sent";
    } catch (error) {
      Object.assign(answer, { phase: "refused", error });
      if (error.code !== "too_late") complain(error);
      // A refused form may be mended as long as there is time.
      if (error.code === "invalid" && this.answer === answer) this.answer = { ...answer, phase: "choosing" };
    }
    invalidate();
  }

  #begin({ role, recovered, snapshot }) {
    if (!recovered && snapshot) {
      this.state = { top: [], ...snapshot };
      this.#openQuestion();
    }
    this.#set({ ready: true, error: null, role });
  }

  #happen(event) {
    this.state = fold(this.state, event);
    if (event.type === "question:opened") {
      announce(`Question ${event.data.number} of ${event.data.of}: ${event.data.question.text}`);
    }
    this.#openQuestion();
    invalidate();
  }

  #set(change) {
    Object.assign(this, change);
    invalidate();
  }

  /** Begins or ends what belongs to an open question: the own answer and the ticking. */
  #openQuestion() {
    const { status, question, answered } = this.state;
    if (question && this.answer?.question !== question.id) {
      this.answer = answered ? { question: question.id, phase: "sent" } : null;
      this.#saidAt = null;
    }
    clearInterval(this.#ticker);
    if (status === "question") this.#ticker = setInterval(() => this.#tick(), TICK_MS);
  }

  #tick() {
    const left = Math.ceil(this.secondsLeft);
    if (SAID_AT_SECONDS.includes(left) && this.#saidAt !== left && left < this.state.seconds) {
      this.#saidAt = left;
      announce(`${left} seconds left`);
    }
    if (left === 0) {
      clearInterval(this.#ticker);
      announce("Time is up");
    }
    invalidate();
  }
}
