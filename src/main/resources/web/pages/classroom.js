import { html, keyed, nothing } from "../lib.js";
import { roomHeader } from "../breakout/header.js";
import { RoomMaker } from "../breakout/maker.js";
import { breakoutPanel } from "../breakout/panel.js";
import { Rooms } from "../breakout/rooms.js";
import { ChatPanel } from "../chat/panel.js";
import { ChatRoom } from "../chat/room.js";
import { Attendance, endDialog, rulesDialog } from "../classroom/dialogs.js";
import { headerView } from "../classroom/header.js";
import { Classroom } from "../classroom/model.js";
import { peopleView } from "../classroom/people.js";
import { RecordingPart } from "../classroom/recording.js";
import { ClassQuizzes } from "../classroom/quizzes.js";
import { stageView } from "../classroom/stage.js";
import { invalidate } from "../core/loop.js";
import { session } from "../core/session.js";
import { ClassMedia } from "../media/media.js";
import { mediaView } from "../media/view.js";
import { icon } from "../ui/icons.js";
import { emptyState, skeleton } from "../ui/parts.js";

/** The class has told by then that we have come, unless it had never noticed that we were away. */
const JOIN_AT_LATEST_MS = 1_500;

const tabs = [["people", "People", "people"], ["chat", "Chat", "chat"], ["stage", "Quiz", "quiz"]];

export const classroomPage = ({ id }) => new ClassroomPage(id);

class ClassroomPage {
  #room;
  #quizzes;
  #media;
  #recording;
  #chat = null;
  #panel = null;
  #tab = "stage";
  #dialog = null;
  #attendance = null;
  #seconds;
  #seenQuiz = null;
  #rooms;
  #maker = null;
  /** Set on the page of a room: where the whole class is. */
  #outside;
  #on;

  /**
   * @param outside for a room: those of the class it is of
   * @param on for who takes part in picture and voice at once, what of theirs is on
   */
  constructor(id, outside = null, on = null) {
    this.#outside = outside;
    this.#on = on;
    this.#room = new Classroom(id, session.user, outside !== null);
    this.#quizzes = new ClassQuizzes(this.#room);
    this.#media = new ClassMedia(this.#room);
    this.#rooms = new Rooms(this.#room, this.#media, (roomId, on) => new ClassroomPage(roomId, this.#rooms, on));
    this.#recording = new RecordingPart(this.#room);
    this.#room.onSignal = (signal) => this.#media.hear(signal);
    this.#room.onReturn = () => this.#media.returned();
    this.#room.onChange = () => this.#changed();
    this.#room.onArrival = () => this.#goOn();
    this.#seconds = setInterval(invalidate, 1000);
  }

  get title() {
    if (this.#rooms.page) return this.#rooms.page.title;
    const unread = this.#chat?.unread;
    return `${unread ? `(${unread}) ` : ""}${this.#room.state.title || "Class"}`;
  }

  close() {
    this.#on = null;
    clearInterval(this.#seconds);
    this.#attendance?.stop();
    this.#rooms.close();
    this.#quizzes.close();
    this.#media.leave();
    this.#recording.close();
    this.#chat?.close();
    this.#room.close();
  }

  get media() {
    return this.#media;
  }

  view() {
    const room = this.#room;
    if (room.denied) return this.#denied();
    if (room.error || room.removed) return this.#away(room.removed ? "You were removed from this class." : room.error.message);
    if (!room.ready) return html`<div class="classroom">${this.#header()}${skeleton(6)}</div>`;
    if (room.isWaiting) return this.#lobby();
    if (this.#rooms.page) return keyed(this.#rooms.number, this.#rooms.page.view());
    return html`
      <div class="classroom" data-tab=${this.#tab} data-testid="classroom">
        ${this.#header()} ${this.#tabs()}
        <div class="panes">
          <aside id="pane-people" class="pane pane-people" aria-label="People"><h2 class="unseen">People</h2>${peopleView(room)}</aside>
          <section id="pane-stage" class="pane pane-stage" aria-label="Stage">${this.#recording.view()} ${breakoutPanel(room, this.#rooms)} ${mediaView(room, this.#media)} ${stageView(room, this.#quizzes, this.#media.isOn)}</section>
          <section id="pane-chat" class="pane pane-chat" aria-label="Chat"><h2 class="pane-title">Chat</h2>${this.#panel?.view() ?? skeleton(4)}</section>
        </div>
      </div>
      ${this.#dialogView()}
    `;
  }

  /** Picture and voice, as in the class or the room before; before the class knows of us they would be refused. */
  #goOn() {
    if (this.#on && this.#room.state.media) this.#media.goOn(this.#on);
    this.#on = null;
  }

  #header() {
    return this.#outside ? roomHeader(this.#outside, this.#room) : headerView(this.#room, this);
  }

  /** Called by the header's buttons. */
  open(name) {
    if (name === "rooms") this.#maker = new RoomMaker(this.#room);
    if (name === "attendance") this.#attendance = new Attendance(this.#room.id);
    this.#dialog = name;
    invalidate();
  }

  #closeDialog = () => {
    this.#attendance?.stop();
    this.#attendance = null;
    this.#dialog = null;
    invalidate();
  };

  #dialogView() {
    switch (this.#dialog) {
      case "attendance":
        return this.#attendance.view(this.#closeDialog);
      case "rules":
        return rulesDialog(this.#room, this.#closeDialog);
      case "rooms":
        return this.#maker.view(this.#closeDialog);
      case "end":
        return endDialog(this.#room, this.#closeDialog);
      default:
        return nothing;
    }
  }

  #changed() {
    const { isWaiting, state, id, me } = this.#room;
    this.#rooms.follow();
    if (isWaiting) {
      this.#chat?.close();
      this.#chat = this.#panel = null;
      return;
    }
    if (!this.#chat) {
      this.#chat = new ChatRoom(`chat:class-${id}`, me);
      this.#panel = new ChatPanel(this.#chat);
    } else if (this.#chat.error) this.#chat.connect();
    this.#quizzes.follow();
    if (this.#on) setTimeout(() => this.#goOn(), JOIN_AT_LATEST_MS);
    // A quiz that opens brings itself to the front, also on a narrow screen.
    if (state.quiz && state.quiz.id !== this.#seenQuiz) this.#tab = "stage";
    this.#seenQuiz = state.quiz?.id;
  }

  #tabs() {
    const counts = { people: this.#room.state.hands.length, chat: this.#chat?.watched ? 0 : (this.#chat?.unread ?? 0), stage: 0 };
    const spoken = { people: "raised hands", chat: "unread messages" };
    return html`
      <nav class="tabs" aria-label="Parts of the class">
        ${tabs.map(
          ([name, label, iconName]) => html`
            <button type="button" data-testid="tab-${name}" aria-controls="pane-${name}" aria-current=${this.#tab === name ? "true" : "false"}
              @click=${() => this.#show(name)}>
              ${icon(iconName)}<span>${name === "stage" && this.#outside ? "Room" : label}</span>
              ${counts[name] ? html`<b class="count" aria-label="${counts[name]} ${spoken[name]}">${counts[name]}</b>` : nothing}
            </button>
          `,
        )}
      </nav>
    `;
  }

  #show(tab) {
    this.#tab = tab;
    invalidate();
  }

  #lobby() {
    return html`
      <div class="classroom lonely" data-testid="lobby-wait">
        ${headerView(this.#room, this)}
        ${emptyState("lobby", "You are in the lobby", "The teacher lets you in. You can stay on this page.")}
      </div>
    `;
  }

  #denied() {
    return html`
      <div class="classroom lonely" data-testid="denied">
        <h1 class="unseen" tabindex="-1">Class</h1>
        ${emptyState("door", "You were not let in", "With the code of the class you can ask once more.", html`<p class="row"><a class="button" href="#/">All classes</a></p>`)}
      </div>
    `;
  }

  #away(text) {
    return html`
      <div class="classroom lonely">
        <h1 class="unseen" tabindex="-1">Class</h1>
        ${emptyState("door", "You cannot be here at the moment", text, html`
          <p class="row"><a class="button" href="#/">All classes</a>
          <button type="button" class="button primary" @click=${() => this.#room.connect()}>Try again</button></p>
        `)}
      </div>
    `;
  }
}
