import { html, live, nothing, ref } from "../lib.js";
import { listOf } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { Timeline } from "./timeline.js";

/** The server takes up to this many characters. */
const LONGEST = 4000;
const NEARLY = LONGEST - 300;

/** Messages, who is typing and the composer. */
export class ChatPanel {
  #room;
  #timeline;
  #input = null;
  #grownFor = "";
  #focusedFor = null;
  #repliedFor = null;

  constructor(room) {
    this.#room = room;
    this.#timeline = new Timeline(room);
  }

  view() {
    const room = this.#room;
    if (room.error) return this.#refused();
    return html`
      <div class="chat" data-testid="chat">
        ${this.#timeline.view()} ${this.#typingView()} ${this.#contextView()} ${this.#composer()}
      </div>
    `;
  }

  #refused() {
    return html`
      <div class="failure" role="alert">
        ${icon("alert")}<p>${this.#room.error.message}</p>
        <button type="button" class="button small" @click=${() => this.#room.connect()}>Try again</button>
      </div>
    `;
  }

  #typingView() {
    const { names } = this.#room.typing;
    const text = names.length === 0 ? "" : `${listOf(names)} ${names.length === 1 ? "is" : "are"} typing…`;
    return html`<p class="typing" data-testid="typing" ?data-active=${names.length > 0}>${text}</p>`;
  }

  #contextView() {
    const { replyTo, editing } = this.#room;
    const target = replyTo ?? editing;
    if (!target) return nothing;
    const who = target.author.id === this.#room.me.id ? "yourself" : target.author.name;
    return html`
      <div class="context">
        ${icon(editing ? "edit" : "reply")}
        <p><b>${editing ? "Editing your message" : `Replying to ${who}`}</b>${target.text}</p>
        <button type="button" class="icon-button" aria-label="Cancel" @click=${() => this.#cancel()}>${icon("close")}</button>
      </div>
    `;
  }

  #composer() {
    const room = this.#room;
    if (room.ready && !room.mayWrite) {
      return html`<p class="composer-closed" data-testid="chat-closed">${icon("chat")}Only the teacher can write at the moment.</p>`;
    }
    const left = LONGEST - room.draft.length;
    this.#grow();
    if (room.editing !== this.#focusedFor || room.replyTo !== this.#repliedFor) this.#focusSoon();
    return html`
      <form class="composer" @submit=${this.#submit}>
        <label class="unseen" for="chat-input">Message</label>
        <textarea id="chat-input" data-testid="chat-input" rows="1" maxlength=${LONGEST} placeholder="Write a message"
          enterkeyhint="send" autocomplete="off" ?disabled=${!room.ready} .value=${live(room.draft)} ${ref(this.#attach)}
          @input=${this.#typed} @keydown=${this.#keyed} @blur=${() => room.typing.rest()}></textarea>
        ${room.draft.length > NEARLY ? html`<small aria-live="polite">${left} left</small>` : nothing}
        <button type="submit" class="send" data-testid="chat-send" aria-label=${room.editing ? "Save" : "Send"}
          ?disabled=${!room.draft.trim()}>${icon(room.editing ? "check" : "send")}</button>
      </form>
    `;
  }

  /** Choosing to reply or edit moves on to the composer. */
  #focusSoon() {
    this.#focusedFor = this.#room.editing;
    this.#repliedFor = this.#room.replyTo;
    if (this.#focusedFor || this.#repliedFor) setTimeout(() => this.#input?.focus(), 30);
  }

  #cancel() {
    this.#room.cancel();
    this.#input?.focus();
  }

  #attach = (element) => {
    this.#input = element ?? null;
  };

  /** The field is as high as its text, once that is drawn. */
  #grow() {
    if (this.#grownFor === this.#room.draft) return;
    this.#grownFor = this.#room.draft;
    queueMicrotask(() => {
      const input = this.#input;
      if (!input) return;
      input.style.height = "auto";
      if (input.scrollHeight > 0) input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
    });
  }

  #typed = (event) => {
    this.#room.setDraft(event.target.value);
  };

  #keyed = (event) => {
    // Enter that ends an input method's composition does not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    else if (event.key === "Escape") this.#cancel();
  };

  #submit = (event) => {
    event.preventDefault();
    this.#room.submit();
    this.#timeline.toEnd();
    this.#input?.focus();
  };
}
