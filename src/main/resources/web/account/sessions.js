import { html, repeat } from "../lib.js";
import { own } from "../core/accounts.js";
import { dateOf, dayOf, timeOf } from "../core/format.js";
import { Resource } from "../core/resource.js";
import { session } from "../core/session.js";
import { attempt, notify } from "../core/toast.js";
import { icon } from "../ui/icons.js";
import { loaded } from "../ui/parts.js";

/** Where one is signed in, and the way to end that. */
export class SessionsPart {
  #list = new Resource(own.sessions);

  load() {
    this.#list.load();
  }

  view() {
    return html`
      <section class="block" aria-labelledby="sessions-title">
        <header>
          <h2 id="sessions-title">Where you are signed in</h2>
          <button type="button" class="button small danger" data-testid="sessions-end" @click=${this.#endAll}>Sign out everywhere</button>
        </header>
        ${loaded(this.#list, (list) => html`<ul class="plain-list">${repeat(list, ({ id }) => id, this.#line)}</ul>`, 2)}
      </section>
    `;
  }

  #line = ({ id, current, createdAt, usedAt, agent, address }) => html`
    <li class="line" data-testid="session" data-current=${current}>
      ${icon("monitor")}
      <span class="line-text">
        <b>${deviceOf(agent)}</b>
        <small>${[address, `since ${dateOf(createdAt)}`, `used ${dayOf(usedAt)}, ${timeOf(usedAt)}`].filter(Boolean).join(" · ")}</small>
      </span>
      ${current
        ? html`<span class="badge">This one</span>`
        : html`<button type="button" class="button small" data-testid="session-end" aria-label="Sign out ${deviceOf(agent)}" @click=${() => this.#end(id)}>Sign out</button>`}
    </li>
  `;

  async #end(id) {
    if (await attempt(own.endSession(id))) notify("That sign-in has ended.");
    this.load();
  }

  #endAll = async () => {
    if (await attempt(own.endSessions())) session.signOut("You are signed out everywhere.");
  };
}

/** `Firefox on Linux`, as well as it can be told from what a browser calls itself. */
function deviceOf(agent = "") {
  const first = (table) => table.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = first([[/Edg/, "Edge"], [/OPR/, "Opera"], [/Firefox/, "Firefox"], [/Chrome|Chromium|CriOS/, "Chrome"], [/Safari/, "Safari"]]);
  const system = first([[/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Windows/, "Windows"], [/Mac OS/, "macOS"], [/CrOS/, "ChromeOS"], [/Linux/, "Linux"]]);
  return [browser ?? (agent.slice(0, 40) || "A device"), system].filter(Boolean).join(" on ");
}
