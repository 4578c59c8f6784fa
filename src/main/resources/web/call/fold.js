/** Pure: what each of a call's events does to its state. */

export function fold(state, { type, at, data }) {
  switch (type) {
    case "call:accepted":
      return { ...changed(state, data.user, { status: "in", epoch: data.epoch, name: data.name }), connectedAt: state.connectedAt ?? answered(state, data, at) };
    case "call:rejected":
      return changed(state, data.user, { status: "declined", declined: data.reason });
    case "call:left":
      return changed(state, data.user, { status: "left" });
    case "call:ended":
      return { ...state, outcome: data.outcome, seconds: data.seconds };
    default:
      return state;
  }
}

const changed = (state, user, change) => ({ ...state, members: state.members.map((m) => (m.id === user ? { ...m, ...change } : m)) });

/** The clock runs from the first answer; that the caller changes devices is none. */
const answered = (state, { user }, at) => (user === state.from ? undefined : at);
