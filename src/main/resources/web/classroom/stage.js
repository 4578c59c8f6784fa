import { html, nothing } from "../lib.js";
import { icon } from "../ui/icons.js";
import { avatar, emptyState } from "../ui/parts.js";
import { quizView } from "../quiz/view.js";

/** The middle of the classroom: the quiz while there is one, else who is in the spotlight and what comes next. */
export function stageView(room, quizzes, pictures) {
  return html`${spotlightView(room, pictures || Boolean(quizzes.quiz))} ${quizzes.quiz ? quizView(quizzes.quiz, quizzes.leave) : idleView(room, quizzes)}`;
}

/** Small while a quiz or pictures need the room. */
function spotlightView(room, compact) {
  const lit = room.people.filter((person) => person.spotlit);
  if (lit.length === 0 || room.state.status === "ended") return nothing;
  return html`
    <section class="spotlight ${compact ? "compact" : ""}" aria-label="In the spotlight" data-testid="spotlight">
      ${lit.map((person) => html`<div class="tile">${avatar(person, compact ? "small" : "huge")}<b>${person.name}</b>${person.muted ? icon("micOff") : nothing}</div>`)}
    </section>
  `;
}

function idleView(room, quizzes) {
  const { status, teacher } = room.state;
  if (room.state.room) return emptyState("people", "You are among yourselves", "Talk and write here. Everybody is back in the class when the time is over.");
  if (room.isStaff) return quizzes.chooser(status);
  if (status === "scheduled") return emptyState("clock", "The class has not started yet", `${teacher?.name ?? "Your teacher"} will start it. You can stay on this page.`);
  if (status === "ended") return emptyState("flag", "The class has ended", "Thank you for being here. The chat stays readable.");
  return emptyState("monitor", "You are in", "Quizzes open here. Raise your hand to say something, or write in the chat.");
}
