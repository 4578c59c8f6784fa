import { classMap, html, nothing } from "../lib.js";
import { timeOf, plural } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { closeMenu, openMenu } from "../ui/menu.js";
import { avatar } from "../ui/parts.js";

const EMOJI = ["👍", "❤️", "😂", "🎉", "🤔", "👏"];

/** One message; `together` when it goes on from the same author's one above. */
export function messageView(room, timeline, message, together) {
  const mine = message.author.id === room.me.id;
  return html`
    <article class=${classMap({ message: true, mine, together })} data-testid="message" data-seq=${message.seq}>
      ${together ? nothing : avatar(message.author, "small")}
      <div class="message-body">
        ${together ? nothing : headView(message, mine)}
        ${message.replyTo === undefined ? nothing : quoteView(room, timeline, message.replyTo)}
        ${message.deleted
          ? html`<p class="message-text deleted">This message was deleted.</p>`
          : html`<p class="message-text" data-testid="message-text">${message.text}</p>`}
        ${message.editedAt && !message.deleted ? html`<small class="edited">edited</small>` : nothing}
        ${attachmentsView(message)} ${reactionsView(room, message)} ${seenView(room, message, mine)}
      </div>
      ${message.deleted || !room.role ? nothing : moreButton(room, message, mine)}
    </article>
  `;
}

/** A message of ours that the server has not confirmed yet. */
export const pendingView = (room, entry) => html`
  <article class="message mine pending" data-testid="message-pending">
    ${avatar(room.me, "small")}
    <div class="message-body">
      <header><b>You</b><span>${entry.error ? "Not sent" : "Sending…"}</span></header>
      <p class="message-text">${entry.data.text}</p>
      ${entry.error
        ? html`
            <p class="message-problem" role="alert">${entry.error.message}</p>
            <button type="button" class="button small" @click=${() => room.post(entry.data, entry)}>Send again</button>
            <button type="button" class="button small quiet" @click=${() => room.drop(entry)}>Discard</button>
          `
        : nothing}
    </div>
  </article>
`;

const headView = (message, mine) => html`
  <header>
    <b>${mine ? "You" : message.author.name}</b>
    <time datetime=${message.at}>${timeOf(message.at)}</time>
  </header>
`;

function quoteView(room, timeline, seq) {
  const original = room.messages.find((message) => message.seq === seq);
  const name = original?.author.id === room.me.id ? "You" : original?.author.name;
  return html`
    <button type="button" class="quote" @click=${() => timeline.reveal(seq)} ?disabled=${!original}>
      ${original ? html`<b>${name}</b> ${original.deleted ? "Deleted message" : original.text}` : "An earlier message"}
    </button>
  `;
}

function attachmentsView({ attachments = [] }) {
  // Only web addresses become links: a text must not be able to run as script.
  return attachments.map(({ name, url }) =>
    /^https?:\/\/|^\/(?!\/)/.test(url)
      ? html`<a class="attachment" href=${url} target="_blank" rel="noopener noreferrer">${icon("link")}${name}</a>`
      : nothing,
  );
}

function reactionsView(room, message) {
  const reactions = Object.entries(message.reactions ?? {});
  if (reactions.length === 0) return nothing;
  return html`
    <div class="reactions" aria-live="off">
      ${reactions.map(([emoji, users]) => {
        const mine = users.includes(room.me.id);
        return html`
          <button type="button" class="reaction" data-testid="reaction" aria-pressed=${mine} @click=${() => room.react(message, emoji)}
            aria-label="${emoji}, ${plural(users.length, "person", "people")}">
            <span>${emoji}</span>${users.length}
          </button>
        `;
      })}
    </div>
  `;
}

/** Only under the newest own message: older ones were seen by at least as many. */
function seenView(room, message, mine) {
  if (!mine || message.deleted) return nothing;
  const newest = room.messages.findLast((other) => other.author.id === room.me.id && !other.deleted);
  const count = newest?.seq === message.seq ? room.seenBy(message) : 0;
  return count > 0 ? html`<small class="seen" aria-live="off" data-testid="seen">${icon("check")}Seen by ${count}</small>` : nothing;
}

function moreButton(room, message, mine) {
  const items = [];
  if (room.mayWrite) items.push({ label: "Reply", icon: "reply", testid: "message-reply", run: () => room.startReply(message) });
  if (mine && room.mayWrite) items.push({ label: "Edit", icon: "edit", testid: "message-edit", run: () => room.startEdit(message) });
  if (mine || room.moderates) {
    items.push({ label: "Delete", icon: "trash", testid: "message-delete", danger: true, run: () => room.delete(message) });
  }
  const react = (emoji) => {
    closeMenu();
    room.react(message, emoji);
  };
  const top = html`
    <div class="menu-emoji">
      ${EMOJI.map((emoji) => html`<button type="button" role="menuitem" data-testid="react" aria-label="React with ${emoji}" @click=${() => react(emoji)}>${emoji}</button>`)}
    </div>
  `;
  const label = `Message of ${mine ? "yours" : message.author.name}`;
  return html`
    <button type="button" class="icon-button message-more" data-testid="message-menu" aria-haspopup="menu" aria-label="Actions: ${label}"
      @click=${(event) => openMenu(event, { label, items, top })}>${icon("more")}</button>
  `;
}
