import { live } from "./core/live.js";
import { invalidate, startDrawing } from "./core/loop.js";
import { currentPage, focusHeading, follow, leave, route } from "./core/router.js";
import { session } from "./core/session.js";
import { builderPage } from "./pages/builder.js";
import { chatPage } from "./pages/chat.js";
import { classroomPage } from "./pages/classroom.js";
import { coursePage } from "./pages/course.js";
import { homePage } from "./pages/home.js";
import { quizPage } from "./pages/quiz.js";
import { signInPage } from "./pages/sign-in.js";
import { shellView } from "./ui/shell.js";

route("/", homePage);
route("/class/:id", classroomPage);
route("/chat/:id", chatPage);
route("/quizzes/new", builderPage);
route("/quiz/:id", quizPage);
route("/course/:id", coursePage);

let signIn = null;

function enter(reason) {
  if (session.user) {
    signIn = null;
    live.open();
    follow();
  } else {
    leave();
    live.close();
    signIn = signInPage(reason);
  }
  focusHeading();
  invalidate();
}

function draw() {
  const page = signIn ?? currentPage();
  document.title = page?.title ? `${page.title} · Lyceum` : "Lyceum";
  return shellView(page?.view());
}

session.watch(enter);
addEventListener("hashchange", () => {
  if (!session.user) return;
  follow();
  focusHeading();
});
document.addEventListener("visibilitychange", invalidate);

const root = document.getElementById("app");
root.replaceChildren();
startDrawing(draw, root);
enter();
