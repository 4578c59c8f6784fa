import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { Resource } from "../core/resource.js";
import { go } from "../core/router.js";
import { session } from "../core/session.js";
import { complain } from "../core/toast.js";
import { dialog } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";
import { avatar, emptyState, loaded } from "../ui/parts.js";

const typeNames = { private: "Private", group: "Group", channel: "Channel", class: "Class" };

export const chatsView = (chats, newChat) => html`
  <section class="block" aria-labelledby="chats-title">
    <header>
      <h2 id="chats-title">Chats</h2>
      <button type="button" class="button small" data-testid="chat-new" @click=${() => newChat.open()}>${icon("plus")}New chat</button>
    </header>
    ${loaded(chats, listView, 2)}
  </section>
`;

function listView(chats) {
  if (chats.length === 0) return emptyState("chat", "No chats yet", "Start one with a classmate or a group.");
  return html`
    <ul class="plain-list">
      ${chats.map(
        ({ id, name, type }) => html`
          <li>
            <a href="#/chat/${encodeURIComponent(id)}" data-testid="chat-card" data-chat=${id}>
              ${avatar({ id, name: name ?? typeNames[type] }, "small")}
              <span><b>${name || "Private chat"}</b><small>${typeNames[type] ?? type}</small></span>
            </a>
          </li>
        `,
      )}
    </ul>
  `;
}

/** Choosing people makes it private or a group; a name is for groups. */
export class NewChat {
  #shown = false;
  #users = null;
  #chosen = new Set();
  #busy = false;

  open() {
    this.#shown = true;
    this.#chosen = new Set();
    this.#users ??= new Resource(api.users);
    invalidate();
  }

  #close = () => {
    this.#shown = false;
    invalidate();
  };

  #create = async (event) => {
    event.preventDefault();
    if (this.#busy || this.#chosen.size === 0) return;
    this.#busy = true;
    const name = event.target.elements.name?.value.trim();
    const type = this.#chosen.size === 1 && !name ? "private" : "group";
    try {
      const { id } = await api.createChat({ type, members: [...this.#chosen], ...(name && { name }) });
      this.#close();
      go(`/chat/${id}`);
    } catch (error) {
      complain(error);
    }
    this.#busy = false;
  };

  #toggle(id) {
    if (!this.#chosen.delete(id)) this.#chosen.add(id);
    invalidate();
  }

  view() {
    if (!this.#shown) return nothing;
    return dialog({
      title: "New chat",
      testid: "new-chat",
      onClose: this.#close,
      body: html`
        <form @submit=${this.#create}>
          <label>Name <small>(optional, makes it a group)</small><input name="name" maxlength="80" autocomplete="off" data-testid="chat-name" /></label>
          <fieldset>
            <legend>With whom?</legend>
            ${loaded(this.#users, (users) => users.filter(({ id }) => id !== session.user.id).map((user) => this.#userView(user)), 3)}
          </fieldset>
          <footer>
            <button type="button" class="button" @click=${this.#close}>Cancel</button>
            <button type="submit" class="button primary" data-testid="chat-create" ?disabled=${this.#chosen.size === 0}>Start chat</button>
          </footer>
        </form>
      `,
    });
  }

  #userView(user) {
    return html`
      <label class="pick">
        <input type="checkbox" data-testid="chat-user" .checked=${this.#chosen.has(user.id)} @change=${() => this.#toggle(user.id)} />
        ${avatar(user, "small")}<span>${user.name}</span>
      </label>
    `;
  }
}
