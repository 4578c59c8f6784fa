import { html, nothing, repeat, ref } from "../lib.js";
import { dayOf } from "../core/format.js";
import { invalidate } from "../core/loop.js";
import { emptyState, skeleton } from "../ui/parts.js";
import { icon } from "../ui/icons.js";
import { messageView, pendingView } from "./message.js";

const TOGETHER_MS = 5 * 60_000;
const NEAR_PX = 80;

/** The scrolling list of messages. Stays at the end while the end is in sight, else stays where the reader is. */
export class Timeline {
  #room;
  #element = null;
  #atEnd = true;
  #height = 0;
  #first = 0;

  constructor(room) {
    this.#room = room;
  }

  view() {
    const { ready, messages, pending, more } = this.#room;
    queueMicrotask(() => this.#settle());
    if (!ready) return html`<div class="timeline">${skeleton(5)}</div>`;
    const empty = messages.length === 0 && pending.length === 0;
    return html`
      <div class="timeline" tabindex="0" role="log" aria-label="Messages" aria-live="polite" aria-relevant="additions"
        ${ref(this.#attach)} @scroll=${this.#scrolled}>
        ${more ? this.#olderButton() : nothing}
        ${empty ? emptyState("chat", "No messages yet", "Say hello: everyone here can read along.") : nothing}
        ${repeat(messages, (m) => m.seq, (m, i) => this.#row(m, messages[i - 1]))}
        ${repeat(pending, (p) => p.key, (p) => pendingView(this.#room, p))}
      </div>
      ${this.#jumpButton()}
    `;
  }

  /** Brings a message into view, for a reply that is followed back. */
  reveal(seq) {
    this.#element?.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: "center" });
  }

  toEnd() {
    this.#atEnd = true;
    this.#settle();
  }

  #row(message, before) {
    const newDay = !before || dayOf(before.at) !== dayOf(message.at);
    const together = !newDay && before.author.id === message.author.id && Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS;
    return html`
      ${newDay ? html`<p class="day"><span>${dayOf(message.at)}</span></p>` : nothing}
      ${messageView(this.#room, this, message, together && message.replyTo === undefined)}
    `;
  }

  #olderButton() {
    const { loadingOlder } = this.#room;
    return html`
      <button type="button" class="button small quiet older" data-testid="chat-older" ?disabled=${loadingOlder}
        @click=${() => this.#room.loadOlder()}>${loadingOlder ? "Loading…" : "Earlier messages"}</button>
    `;
  }

  #jumpButton() {
    const { unread } = this.#room;
    if (this.#atEnd) return nothing;
    return html`
      <button type="button" class="jump" @click=${() => this.toEnd()}>
        ${icon("down")} ${unread > 0 ? `${unread} new` : "Latest"}
      </button>
    `;
  }

  #attach = (element) => {
    this.#element = element ?? null;
    if (!element) this.#room.watched = false;
    this.#height = 0;
  };

  #scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    const wasAtEnd = this.#atEnd;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (scrollTop < NEAR_PX && scrollHeight > clientHeight) this.#room.loadOlder();
    this.#observe();
    if (wasAtEnd !== this.#atEnd) invalidate();
  };

  /** After a drawing: what was added below is followed, what was added above must not move the text. */
  #settle() {
    const element = this.#element;
    if (!element?.isConnected || element.clientHeight === 0) {
      this.#room.watched = false;
      return;
    }
    const first = this.#room.messages[0]?.seq ?? 0;
    const grown = element.scrollHeight - this.#height;
    if (this.#atEnd) element.scrollTop = element.scrollHeight;
    else if (first < this.#first && grown > 0) element.scrollTop += grown;
    this.#first = first;
    this.#height = element.scrollHeight;
    this.#observe();
  }

  #observe() {
    this.#room.watched = this.#atEnd && this.#element.clientHeight > 0;
    this.#room.markRead();
  }
}
