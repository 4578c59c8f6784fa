/** Pure: the quiz after one event, for host and pupil alike. */
export function fold(state, { type, data }) {
  switch (type) {
    case "quiz:opened":
      return { ...state, status: "open", title: data.title ?? state.title, of: data.of ?? state.of };
    case "question:opened": {
      const { question, number, of, deadline, seconds, points } = data;
      const fresh = { question, number, of, deadline, seconds, points };
      return { ...state, ...fresh, status: "question", count: 0, answered: false, last: undefined };
    }
    case "answer:counted":
      return data.question === state.question?.id ? { ...state, count: data.count } : state;
    case "question:closed": {
      const own = data.own ? { ...state.own, score: data.own.score } : state.own;
      return { ...state, status: "closed", last: data, own };
    }
    case "leaderboard:changed":
      return { ...state, top: data.top, own: data.own ?? state.own };
    case "quiz:finished":
      return { ...state, status: "finished", top: data.top ?? state.top, own: data.own ?? state.own };
    default:
      return state;
  }
}
