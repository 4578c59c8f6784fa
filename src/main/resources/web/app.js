import { desk } from "./call/desk.js";
import { live } from "./core/live.js";
import { invalidate, startDrawing } from "./core/loop.js";
import { currentPage, focusHeading, follow, isForStrangers, leave, route } from "./core/router.js";
import { session } from "./core/session.js";
import { builderPage } from "./pages/builder.js";
import { chatPage } from "./pages/chat.js";
import { childPage } from "./pages/child.js";
import { classroomPage } from "./pages/classroom.js";
import { coursePage } from "./pages/course.js";
import { forgotPage } from "./pages/forgot.js";
import { homePage } from "./pages/home.js";
import { profilePage } from "./pages/profile.js";
import { quizPage } from "./pages/quiz.js";
import { registerPage } from "./pages/register.js";
import { replayPage } from "./pages/replay.js";
import { resetPage } from "./pages/reset.js";
import { schoolPage } from "./pages/school.js";
import { signInPage } from "./pages/sign-in.js";
import { verifyPage } from "./pages/verify.js";
import { shellView } from "./ui/shell.js";

route("/", homePage);
route("/class/:id", classroomPage);
route("/replay/:id", replayPage);
route("/chat/:id", chatPage);
route("/quizzes/new", builderPage);
route("/quiz/:id", quizPage);
route("/course/:id", coursePage);
route("/child/:id", childPage);
route("/profile", profilePage);
route("/school", schoolPage);
// Mails point at the last three.
route("/forgot", forgotPage, { forStrangers: true });
route("/register", registerPage, { forStrangers: true });
route("/verify", verifyPage, { forStrangers: true });
route("/reset", resetPage, { forStrangers: true });

let signIn = null;

function enter(reason) {
  if (session.user) {
    live.open();
    desk.open(session.user);
  } else {
    leave();
    desk.close();
    live.close();
  }
  show(reason);
}

function show(reason) {
  if (session.user || isForStrangers()) {
    signIn = null;
    follow();
  } else {
    leave();
    signIn = signInPage(reason, comeBack());
  }
  focusHeading();
  invalidate();
}

/** How it went at another provider, when the browser comes back from there. */
function comeBack() {
  const outcome = /^#external=(\w+)$/.exec(location.hash)?.[1];
  if (outcome) history.replaceState(null, "", "#/");
  return outcome;
}

function draw() {
  const page = signIn ?? currentPage();
  document.title = page?.title ? `${page.title} · Lyceum` : "Lyceum";
  return shellView(page?.view());
}

session.watch(enter);
addEventListener("hashchange", () => show());
document.addEventListener("visibilitychange", invalidate);

const root = document.getElementById("app");
root.replaceChildren();
startDrawing(draw, root);
enter();
