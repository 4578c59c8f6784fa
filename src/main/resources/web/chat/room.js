import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { followPatiently } from "../core/patience.js";
import { complain } from "../core/toast.js";
import { fold } from "./fold.js";
import { olderMessages } from "./history.js";
import { Typing } from "./typing.js";

let nextKey = 1;
/** Reading is told at most this often, not per message: each mark goes to everyone in the room. */
const READ_AFTER_MS = 1200;

/** One chat as this person sees it. */
export class ChatRoom {
  ready = false;
  error = null;
  role = null;
  name = "";
  members = [];
  messages = [];
  pending = [];
  more = false;
  loadingOlder = false;
  reads = {};
  pinned = [];
  rules = { write: "all" };
  replyTo = null;
  editing = null;
  /** Whether the newest message is in sight, as the timeline tells. */
  watched = false;
  #stop = () => {};
  #changes = [];
  /** In a class's chat the only ones whose names are known before they have written. */
  #present = [];
  #readTimer = 0;
  #toldRead = 0;

  constructor(topic, me) {
    this.topic = topic;
    this.me = me;
    this.typing = new Typing(topic, me, (user) => [...this.members, ...this.#present].find(({ id }) => id === user)?.name);
    this.draft = sessionStorage.getItem(this.#draftKey) ?? "";
    this.connect();
  }

  get #draftKey() {
    return `lyceum.draft.${this.topic}`;
  }

  get mayWrite() {
    return this.role === "moderator" || (this.role === "member" && this.rules.write !== "moderators");
  }

  get moderates() {
    return this.role === "moderator";
  }

  get unread() {
    const read = Math.max(this.reads[this.me.id] ?? 0, this.#toldRead);
    return this.messages.filter((m) => m.seq > read && m.author.id !== this.me.id && !m.deleted).length;
  }

  connect() {
    this.error = null;
    this.#stop();
    this.#stop = followPatiently(this.topic, {
      onSnapshot: (frame) => this.#begin(frame),
      onEvent: (event) => this.#happen(event),
      onSignal: (signal) => this.typing.hear(signal),
      onPresence: ({ members }) => this.#come(members),
      onError: (error) => this.#fail(error),
    });
  }

  close() {
    clearTimeout(this.#readTimer);
    this.typing.close();
    this.#stop();
  }

  setDraft(text) {
    this.draft = text;
    // Survives a reload and an ended session; an edit of an old message is not worth that.
    if (!this.editing) sessionStorage.setItem(this.#draftKey, text);
    if (text && !this.editing) this.typing.tell();
    else this.typing.rest();
    invalidate();
  }

  /** Sends what is in the composer: a new message, a reply or an edit. */
  submit() {
    const text = this.draft.trim();
    if (!text || !this.mayWrite) return;
    const { editing, replyTo } = this;
    this.typing.rest();
    this.cancel();
    if (editing) {
      if (text !== editing.text) this.#command("message:edit", { seq: editing.seq, text });
      return;
    }
    this.setDraft("");
    this.post({ text, ...(replyTo && { replyTo: replyTo.seq }) });
  }

  /** Shows the message at once as on its way; it becomes real with its event. */
  async post(data, entry = { key: nextKey++ }) {
    Object.assign(entry, { data, error: null });
    if (!this.pending.includes(entry)) this.pending = [...this.pending, entry];
    invalidate();
    try {
      const { seq } = await live.connection.command(this.topic, "message:send", data);
      entry.seq = seq;
      if (this.messages.some((message) => message.seq === seq)) this.drop(entry);
    } catch (error) {
      entry.error = error;
    }
    invalidate();
  }

  drop(entry) {
    this.pending = this.pending.filter((other) => other !== entry);
    invalidate();
  }

  startReply(message) {
    this.cancel();
    this.replyTo = message;
    invalidate();
  }

  startEdit(message) {
    this.editing = message;
    this.replyTo = null;
    this.draft = message.text;
    invalidate();
  }

  /** Leaves reply and edit; a draft begun before the edit comes back. */
  cancel() {
    if (this.editing) this.draft = sessionStorage.getItem(this.#draftKey) ?? "";
    this.editing = null;
    this.replyTo = null;
    invalidate();
  }

  delete(message) {
    this.#command("message:delete", { seq: message.seq });
  }

  react(message, emoji) {
    const mine = message.reactions?.[emoji]?.includes(this.me.id);
    this.#command("message:react", { seq: message.seq, emoji, ...(mine && { remove: true }) });
  }

  /** How many others have read up to this message. */
  seenBy(message) {
    return Object.entries(this.reads).filter(([user, seq]) => user !== message.author.id && seq >= message.seq).length;
  }

  markRead() {
    const last = this.messages.at(-1)?.seq ?? 0;
    if (!this.watched || document.hidden || last <= Math.max(this.reads[this.me.id] ?? 0, this.#toldRead)) return;
    if (this.#readTimer) return;
    this.#readTimer = setTimeout(() => {
      this.#readTimer = 0;
      const seq = this.messages.at(-1)?.seq;
      if (!seq || seq <= this.#toldRead || !this.watched) return;
      this.#toldRead = seq;
      invalidate();
      // A lost read mark heals with the next one.
      live.connection?.command(this.topic, "message:read", { seq }).catch(() => {});
    }, READ_AFTER_MS);
  }

  async loadOlder() {
    if (this.loadingOlder || !this.more || this.messages.length === 0) return;
    this.loadingOlder = true;
    invalidate();
    try {
      await this.#loadPage();
    } catch (error) {
      complain(error);
    }
    this.loadingOlder = false;
    invalidate();
  }

  async #loadPage() {
    const { messages, before, more } = await olderMessages(this.topic, this.oldest ?? this.messages[0].seq);
    this.oldest = before;
    this.more = more;
    this.messages = [...this.#changes.reduce(fold, messages), ...this.messages];
  }

  #begin({ role, recovered, snapshot }) {
    this.ready = true;
    this.error = null;
    this.role = role;
    if (!recovered && snapshot) {
      const { name, members, messages, more, reads, pinned, rules } = snapshot;
      Object.assign(this, { name, members, messages, more, reads: reads ?? {}, pinned: pinned ?? [], rules: rules ?? this.rules });
      this.oldest = undefined;
      this.#changes = [];
      this.pending = this.pending.filter((entry) => !entry.seq);
    }
    this.markRead();
    invalidate();
  }

  #happen(event) {
    const { type, data, seq } = event;
    this.messages = fold(this.messages, event);
    if (type === "message:new") {
      this.typing.stopped(data.author.id);
      this.pending = this.pending.filter((entry) => entry.seq !== seq);
    } else if (data.seq < this.messages[0]?.seq) {
      // Concerns a message on a page that is not loaded yet.
      this.#changes.push(event);
    }
    if (type === "message:read") this.reads = { ...this.reads, [data.user]: data.seq };
    else if (type === "message:pinned") this.pinned = this.pinned.filter((s) => s !== data.seq).concat(data.removed ? [] : data.seq);
    else if (type === "rules:set") this.rules = { ...this.rules, ...data };
    else if (type.startsWith("member:")) this.#memberChanged(type, data);
    this.markRead();
    invalidate();
  }

  #memberChanged(type, { user, name, role }) {
    const others = this.members.filter((member) => member.id !== user);
    const old = this.members.find((member) => member.id === user);
    this.members = type === "member:removed" ? others : [...others, { ...old, id: user, name: name ?? old?.name, role }];
    if (user === this.me.id && type === "member:role") this.role = role;
  }

  #come(present) {
    this.#present = present;
    invalidate();
  }

  #fail(error) {
    this.error = error;
    invalidate();
  }

  #command(type, data) {
    return live.connection?.command(this.topic, type, data).catch(complain);
  }
}
