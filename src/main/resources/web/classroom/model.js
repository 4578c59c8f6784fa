import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { announce, complain, notify } from "../core/toast.js";
import { fold } from "./fold.js";

const ASK_AGAIN_MS = 400;

/** One class as this person sees it. */
export class Classroom {
  ready = false;
  error = null;
  role = null;
  state = { title: "", hands: [], members: [], waiting: [], rules: {} };
  here = [];
  removed = false;
  denied = false;
  /** Called when the role is known or has changed, and when a quiz opens or closes. */
  onChange = () => {};
  onSignal = () => {};
  /** Called when the class has noticed that we have come. */
  onArrival = () => {};
  /** Called when the class was subscribed to, also anew after the connection was away. */
  onReturn = () => {};

  #patient;
  #timer = 0;

  /** @param patient whether it may be that we come a moment before the class is there, or has us on its roster */
  constructor(id, me, patient = false) {
    this.#patient = patient;
    this.id = id;
    this.me = me;
    this.topic = `class:${id}`;
    this.connect();
  }

  get isStaff() {
    return this.role === "teacher" || this.role === "assistant";
  }

  get isWaiting() {
    return this.role === "waiting";
  }

  get myHand() {
    return this.state.hands.findIndex((hand) => hand.user === this.me.id) + 1;
  }

  /** Everyone enrolled and everyone present, with what is known of each; those present first. */
  get people() {
    const { members, teacher, hands, waiting } = this.state;
    const inLobby = new Set(waiting.map((person) => person.id));
    const known = new Map(members.filter((member) => !inLobby.has(member.id)).map((member) => [member.id, member]));
    for (const person of this.here) if (person.role !== "waiting") known.set(person.id, { ...person, ...known.get(person.id) });
    if (teacher && !known.has(teacher.id)) known.set(teacher.id, { ...teacher, role: "teacher" });
    const present = new Set(this.here.map((person) => person.id));
    const raised = new Set(hands.map((hand) => hand.user));
    const rank = { teacher: 0, assistant: 1 };
    return [...known.values()]
      .map((person) => ({ ...person, here: present.has(person.id), hand: raised.has(person.id) }))
      .sort((a, b) => b.here - a.here || (rank[a.role] ?? 2) - (rank[b.role] ?? 2) || a.name.localeCompare(b.name));
  }

  connect() {
    this.error = null;
    live.connection?.subscribe(this.topic, {
      onSnapshot: (frame) => this.#begin(frame),
      onEvent: (event) => this.#happen(event),
      onSignal: (signal) => this.onSignal(signal),
      onPresence: ({ members }) => this.#present(members),
      onError: (error) => this.#fail(error),
    });
  }

  close() {
    this.#patient = false;
    clearTimeout(this.#timer);
    live.connection?.unsubscribe(this.topic);
  }

  command(type, data = {}) {
    return live.connection?.command(this.topic, type, data).catch(complain);
  }

  #begin({ role, recovered, snapshot }) {
    this.ready = true;
    this.error = null;
    this.removed = this.denied = false;
    this.role = role;
    if (!recovered && snapshot) this.state = { hands: [], members: [], waiting: [], rules: {}, ...snapshot };
    this.onChange();
    this.onReturn();
    invalidate();
  }

  #happen(event) {
    const { type, data } = event;
    this.state = fold(this.state, event);
    if (data.user === this.me.id) this.#concernsMe(type, data);
    if (type === "member:joined") this.#present([...this.here.filter((p) => p.id !== data.user), { id: data.user, ...data }]);
    if (type === "member:left") this.#present(this.here.filter((p) => p.id !== data.user));
    if (this.isStaff) this.#sayToStaff(type, data);
    if (type === "breakout:announced" && data.user !== this.me.id) notify(`${data.name}: ${data.text}`);
    if (type === "quiz:opened" || type === "quiz:closed" || type.startsWith("breakout:")) this.onChange();
    invalidate();
  }

  #concernsMe(type, { role }) {
    if (type === "member:removed") this.removed = true;
    if (type === "member:denied") this.denied = true;
    if (type === "member:joined") this.onArrival();
    // For the other ways of changing role the server sends a new snapshot.
    if (type === "member:role") {
      this.role = role;
      this.onChange();
    }
  }

  #sayToStaff(type, { name, room }) {
    if (type === "help:asked") notify(`${name} in room ${room} asks for help.`);
    if (type === "hand:raised") announce(`${name} raised a hand`);
    if (type === "member:waiting") announce(`${name} is waiting in the lobby`);
  }

  #present(members) {
    this.here = members;
    invalidate();
  }

  #fail(error) {
    if (this.#patient) {
      this.#timer = setTimeout(() => this.connect(), ASK_AGAIN_MS);
      return;
    }
    this.error = error;
    invalidate();
  }
}
