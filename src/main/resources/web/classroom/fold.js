import { foldBreakout } from "../breakout/fold.js";

const without = (list, user) => list.filter((entry) => (entry.user ?? entry.id) !== user);

const withMember = (state, user, change) => {
  const old = state.members.find((member) => member.id === user) ?? { id: user, muted: false, spotlit: false, presenter: false };
  const members = [...without(state.members, user), { ...old, ...change }];
  return { ...state, members };
};

const changeMember = (state, user, change) =>
  state.members.some((member) => member.id === user) ? withMember(state, user, change) : state;

/** Pure: the class after one event. */
export function fold(state, { type, at, data }) {
  const { user, name, role } = data;
  switch (type) {
    case "class:started":
      return { ...state, status: "running", startedAt: at };
    case "class:ended":
      return { ...state, status: "ended", endedAt: at, hands: [] };
    case "member:enrolled":
      return withMember(state, user, { name, role: "pupil" });
    case "member:joined":
      return role === "waiting" ? state : withMember({ ...state, waiting: without(state.waiting, user) }, user, { name, role });
    case "member:waiting":
      return { ...state, waiting: [...without(state.waiting, user), { id: user, name }] };
    case "member:admitted":
      return admitted(state, user);
    case "member:denied":
      // Whom it concerns has been told of nobody, so has nobody to take away.
      return Array.isArray(state.waiting) ? { ...leave(state, user), waiting: without(state.waiting, user) } : state;
    case "member:sentback":
      return sentBack(state, user);
    case "member:removed":
      return { ...leave(state, user), waiting: without(state.waiting, user) };
    case "member:left":
      return { ...state, waiting: without(state.waiting, user) };
    case "member:role":
      return changeMember(state, user, { role });
    case "member:muted":
      return changeMember(state, user, { muted: data.muted });
    case "member:spotlighted":
      return changeMember(state, user, { spotlit: data.on });
    case "screen:started":
      return { ...state, screens: [...(state.screens ?? []).filter((other) => other !== user), user] };
    case "screen:stopped":
      return { ...state, screens: (state.screens ?? []).filter((other) => other !== user) };
    case "screen:permitted":
      return changeMember(state, user, { presenter: data.on });
    case "hand:raised":
      return { ...state, hands: [...without(state.hands, user), { user, name, at }] };
    case "hand:lowered":
      return { ...state, hands: without(state.hands, user) };
    case "rules:set":
      return { ...state, rules: { ...state.rules, ...data } };
    case "recording:started":
      return { ...state, recording: { since: at, pupils: data.pupils } };
    case "recording:stopped":
      return { ...state, recording: undefined };
    case "quiz:opened":
      return { ...state, quiz: { id: data.quiz, title: data.title } };
    case "quiz:closed":
      return { ...state, quiz: undefined };
    default:
      return foldBreakout(state, { type, at, data });
  }
}

function admitted(state, user) {
  const person = state.waiting.find((entry) => entry.id === user);
  const waiting = without(state.waiting, user);
  return person ? withMember({ ...state, waiting }, user, { name: person.name, role: "pupil" }) : { ...state, waiting };
}

function sentBack(state, user) {
  const person = state.members.find((entry) => entry.id === user);
  const waiting = person ? [...without(state.waiting, user), { id: user, name: person.name }] : state.waiting;
  return { ...leave(state, user), waiting };
}

const leave = (state, user) => ({ ...state, members: without(state.members, user), hands: without(state.hands, user) });
