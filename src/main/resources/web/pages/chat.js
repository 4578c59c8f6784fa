import { html, nothing } from "../lib.js";
import { callButtons } from "../call/buttons.js";
import { ChatPanel } from "../chat/panel.js";
import { ChatRoom } from "../chat/room.js";
import { listOf } from "../core/format.js";
import { session } from "../core/session.js";
import { icon } from "../ui/icons.js";

export const chatPage = ({ id }) => {
  const room = new ChatRoom(`chat:${id}`, session.user);
  const panel = new ChatPanel(room);
  const title = () => room.name || listOf(others(room)) || "Chat";
  return {
    get title() {
      return `${room.unread ? `(${room.unread}) ` : ""}${title()}`;
    },
    close: () => room.close(),
    view: () => html`
      <div class="chat-page">
        <header class="class-head">
          <a class="icon-button" href="#/" aria-label="Home">${icon("back")}</a>
          <div class="class-title">
            <h1 tabindex="-1">${title()}</h1>
            ${room.ready ? html`<p class="soft">${listOf(room.members.map((member) => member.name))}</p>` : nothing}
          </div>
          ${room.ready ? callButtons(room.members.filter(({ id }) => id !== room.me.id)) : nothing}
        </header>
        <section class="pane pane-chat" aria-label="Chat">${panel.view()}</section>
      </div>
    `,
  };
};

const others = (room) => room.members.filter((member) => member.id !== room.me.id).map((member) => member.name);
