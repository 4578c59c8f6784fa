import { html, nothing, repeat } from "../lib.js";
import { avatar, emptyState } from "../ui/parts.js";
import { icon } from "../ui/icons.js";

/** The best so far; the own place is added when it is not among them. */
export function leaderboardView({ state, me }) {
  const top = state.top ?? [];
  if (top.length === 0) return emptyState("crown", "No scores yet", "The ranking appears after the first question.");
  const { own } = state;
  const missing = own?.rank && !top.some((entry) => entry.user === me.id);
  return html`
    <section class="leaderboard" aria-labelledby="leaderboard-title" data-testid="leaderboard">
      <h3 id="leaderboard-title">${icon("crown")}Leaderboard</h3>
      <ol>
        ${repeat(top, (entry) => entry.user, (entry) => row(entry, entry.user === me.id))}
        ${missing ? html`<li class="gap" aria-hidden="true">…</li>${row({ ...own, user: me.id, name: me.name }, true)}` : nothing}
      </ol>
    </section>
  `;
}

const row = ({ rank, user, name, score }, mine) => html`
  <li class="${mine ? "mine" : ""} place-${rank}" data-testid="leaderboard-row" data-user=${user}>
    <span class="rank">${rank}</span>${avatar({ id: user, name }, "small")}
    <span class="who">${name}${mine ? html` <em>you</em>` : nothing}</span>
    <b>${score}</b>
  </li>
`;
