import { html, nothing } from "../lib.js";
import { dateOf, timeOf } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { session } from "../core/session.js";
import { barView, pressed } from "../replay/bar.js";
import { Films } from "../replay/films.js";
import { Player } from "../replay/player.js";
import { Reel } from "../replay/reel.js";
import { ChatScroll, peopleView, stageView } from "../replay/scene.js";
import { icon } from "../ui/icons.js";
import { emptyState, skeleton } from "../ui/parts.js";

const tabs = [["people", "People", "people"], ["stage", "Stage", "monitor"], ["chat", "Chat", "chat"]];

export const replayPage = ({ id, query }) => new ReplayPage(id, Number(query.get("t")) || 0);

/** A class once more, from any second, at any speed. */
class ReplayPage {
  #id;
  #reel;
  #player;
  #films;
  #chat = new ChatScroll();
  #tab = "stage";
  #begin;
  #onKey = (event) => pressed(event, this.#player);

  constructor(id, second) {
    this.#id = id;
    this.#begin = second * 1000;
    this.#reel = new Reel(id);
    this.#player = new Player(this.#reel);
    this.#films = new Films(id, this.#player);
    addEventListener("keydown", this.#onKey);
  }

  get title() {
    return `Replay · ${this.#scene().classroom.title || "Class"}`;
  }

  close() {
    removeEventListener("keydown", this.#onKey);
    this.#player.close();
    this.#films.close();
    this.#reel.close();
  }

  view() {
    const reel = this.#reel;
    if (reel.error) return this.#failed(reel.error);
    if (!reel.startedAt) return html`<div class="classroom replay">${this.#head()}${skeleton(6)}</div>`;
    this.#goToBegin();
    const scene = this.#scene();
    return html`
      <div class="classroom replay" data-tab=${this.#tab} data-testid="replay" data-whole=${reel.whole} data-at=${Math.round(this.#player.position)}>
        ${this.#head()} ${this.#tabs()}
        <div class="panes">
          <aside id="pane-people" class="pane pane-people" aria-label="People">${peopleView(scene)}</aside>
          <section id="pane-stage" class="pane pane-stage" aria-label="Stage">${this.#films.view(scene)} ${stageView(scene, session.user)}</section>
          <section id="pane-chat" class="pane pane-chat" aria-label="Chat">
            <h2 class="pane-title">Chat</h2>${this.#chat.view(scene.messages, reel.startedAt, session.user)}
          </section>
        </div>
        ${barView(reel, this.#player)}
      </div>
    `;
  }

  #scene() {
    return this.#reel.tape.at(this.#player.position);
  }

  /** A link may name a second; the class is known to be as long only when it has come. */
  #goToBegin() {
    if (this.#begin > 0 && this.#reel.length > 0) this.#player.seek(this.#begin);
    this.#begin = 0;
  }

  #head() {
    const { startedAt } = this.#reel;
    // The title is told by the first moment, wherever one is.
    const title = this.#reel.tape.at(0).classroom.title;
    return html`
      <header class="class-head">
        <a class="icon-button" href="#/class/${encodeURIComponent(this.#id)}" aria-label="Back to the class">${icon("back")}</a>
        <div class="class-title">
          <h1 tabindex="-1">${title || "Class"}</h1>
          <p><span class="badge">Replay</span>${startedAt ? html`<span class="soft">${dateOf(startedAt)}, ${timeOf(startedAt)}</span>` : nothing}</p>
        </div>
      </header>
    `;
  }

  #tabs() {
    return html`
      <nav class="tabs" aria-label="Parts of the class">
        ${tabs.map(
          ([name, label, iconName]) => html`
            <button type="button" data-testid="tab-${name}" aria-controls="pane-${name}" aria-current=${this.#tab === name ? "true" : "false"}
              @click=${() => this.#show(name)}>${icon(iconName)}<span>${label}</span></button>
          `,
        )}
      </nav>
    `;
  }

  #show(tab) {
    this.#tab = tab;
    invalidate();
  }

  #failed(error) {
    return html`
      <div class="classroom lonely">
        <h1 class="unseen" tabindex="-1">Replay</h1>
        ${emptyState("clock", "There is nothing to replay", error.message, html`
          <p class="row"><a class="button" href="#/">All classes</a>
          <button type="button" class="button primary" @click=${() => this.#reel.load()}>Try again</button></p>
        `)}
      </div>
    `;
  }
}
