import { html } from "../lib.js";
import { go } from "../core/router.js";
import { session } from "../core/session.js";
import { Quiz } from "../quiz/model.js";
import { quizView } from "../quiz/view.js";
import { icon } from "../ui/icons.js";

/** A quiz by itself, for those who joined with a code and for a host outside a class. */
export const quizPage = ({ id }) => {
  const quiz = new Quiz(id, session.user);
  return {
    get title() {
      return quiz.state.title ?? "Quiz";
    },
    close: () => quiz.close(),
    view: () => html`
      <div class="page narrow">
        <header class="page-head">
          <a class="icon-button" href="#/" aria-label="Home">${icon("back")}</a>
          <h1 tabindex="-1">${quiz.state.title ?? "Quiz"}</h1>
        </header>
        <div class="card quiz-holder">${quizView(quiz, () => go("/"))}</div>
      </div>
    `,
  };
};
