import { html, nothing } from "../lib.js";
import { callView } from "../call/view.js";
import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { currentPath, go } from "../core/router.js";
import { session } from "../core/session.js";
import { toastsView } from "../core/toast.js";
import { deviceCheckView } from "../devices/check.js";
import { icon } from "./icons.js";
import { menuView, openMenu } from "./menu.js";
import { avatar, roleNames } from "./parts.js";
import { nextTheme, theme } from "./theme.js";

/** How long the good news stays. */
const RETURNED_MS = 3_000;
/** A hiccup shorter than this is healed before anyone could read about it. */
const QUIET_MS = 700;

/** What surrounds every page. */
export function shellView(page) {
  return html`
    <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    ${session.user ? topBar() : nothing} ${connectionView()}
    <main id="main" tabindex="-1" class=${session.user ? "" : "bare"}>${page}</main>
    ${session.user ? callView() : nothing} ${deviceCheckView()} ${toastsView()} ${menuView()}
  `;
}

// The address's hash belongs to the router, so the link moves the focus itself.
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function topBar() {
  const { user } = session;
  const inRoom = currentPath().startsWith("/class/");
  return html`
    <header class="top ${inRoom ? "compact" : ""}">
      <a class="brand" href="#/" aria-label="Lyceum, home"><img src="/logo.svg" alt="" width="32" height="32" /><span>Lyceum</span></a>
      <span class="spring"></span>
      <button type="button" class="icon-button" data-testid="theme" @click=${changeTheme} aria-label=${theme().label} title=${theme().label}>
        ${icon(theme().icon)}
      </button>
      <button type="button" class="me" data-testid="me" aria-haspopup="menu" @click=${openMine}>
        ${avatar(user, "small")}<span>${user.name}</span>${icon("down")}
      </button>
    </header>
  `;
}

function changeTheme() {
  nextTheme();
  invalidate();
}

function openMine(event) {
  const { user } = session;
  openMenu(event, {
    label: "Your account",
    top: html`<p class="menu-head"><b>${user.name}</b><small>${roleNames[user.role] ?? user.role}</small></p>`,
    items: [
      { label: "Your account", icon: "person", testid: "to-profile", run: () => go("/profile") },
      ...(session.administers ? [{ label: "School", icon: "people", testid: "to-school", run: () => go("/school") }] : []),
      { label: "Sign out", icon: "door", testid: "sign-out", run: () => session.signOut() },
    ],
  });
}

/** The state of the connection in words, always there for tests and screen readers, seen only when it matters. */
function connectionView() {
  if (!session.user) return nothing;
  const { state, attemptAt, bye, returnedAt } = live.status;
  const returned = returnedAt && Date.now() - returnedAt < RETURNED_MS;
  const lost = state === "reconnecting" && Date.now() - lostSince() > QUIET_MS;
  if (state !== "reconnecting") lostAt = 0;
  const [kind, text] = lost
    ? ["lost", waitingText(attemptAt)]
    : state === "offline"
      ? ["gone", bye?.reason || "The server has ended the connection."]
      : returned
        ? ["back", "Back online. Nothing was lost."]
        : ["", state === "online" ? "Connected" : "Connecting"];
  if (state === "reconnecting") redrawSoon ||= setTimeout(redraw, 500);
  return html`
    <div class="connection ${kind || "calm"}" data-testid="connection" data-state=${state}>
      ${icon(kind === "back" ? "check" : "wifi")}
      <span role="status">${kind === "lost" ? "Connection lost." : text}</span>
      ${kind === "lost" ? html`<span aria-hidden="true">${text}</span>` : nothing}
      ${kind === "lost" || kind === "gone"
        ? html`<button type="button" class="link-button" @click=${() => live.connection?.reconnect()}>Try now</button>`
        : nothing}
    </div>
  `;
}

let redrawSoon = 0;

/** Keeps the countdown to the next attempt going. */
function redraw() {
  redrawSoon = 0;
  invalidate();
}

let lostAt = 0;
const lostSince = () => (lostAt ||= Date.now());

function waitingText(attemptAt) {
  const seconds = Math.ceil((attemptAt - Date.now()) / 1000);
  return seconds > 0 ? `Reconnecting in ${seconds} s` : "Reconnecting…";
}
