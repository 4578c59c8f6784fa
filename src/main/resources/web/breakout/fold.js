/** Pure: the class after one event of its breakout rooms. Staff are told who is where, a pupil only where they are. */
export function foldBreakout(state, { type, at, data }) {
  if (type === "breakout:opened") {
    const { until, rooms, own } = data;
    return { ...state, breakout: { until, rooms, room: own?.room, help: [] } };
  }
  if (type === "breakout:closed") return { ...state, breakout: undefined };
  return state.breakout ? { ...state, breakout: within(state.breakout, type, at, data) } : state;
}

function within(breakout, type, at, data) {
  const { user, room, name, text } = data;
  const others = (breakout.help ?? []).filter((request) => request.room !== room);
  switch (type) {
    case "breakout:seated":
      return breakout.rooms[0]?.members ? { ...breakout, rooms: breakout.rooms.map((each) => seated(each, user, room)) } : { ...breakout, room };
    case "breakout:announced":
      return { ...breakout, said: { name, text, at } };
    case "help:asked":
      return { ...breakout, help: [...others, { room, user, name, at }] };
    case "help:answered":
      return { ...breakout, help: others };
    default:
      return breakout;
  }
}

function seated(each, user, room) {
  const members = each.members.filter((member) => member !== user);
  return { ...each, members: each.number === room ? [...members, user] : members };
}
