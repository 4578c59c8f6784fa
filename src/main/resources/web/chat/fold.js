/** Pure: what each chat event does to the list of messages. Also folds pages of older history. */

export const newMessage = (event) => ({
  seq: event.seq,
  at: event.at,
  author: event.data.author,
  text: event.data.text,
  replyTo: event.data.replyTo,
  silent: event.data.silent,
  attachments: event.data.attachments,
  editedAt: event.data.editedAt,
  deleted: event.data.deleted,
  reactions: event.data.reactions ?? {},
});

/** @returns the message after the event, or the same one when it does not concern messages */
export function changed(message, { type, at, data }) {
  switch (type) {
    case "message:edited":
      return { ...message, text: data.text, editedAt: at };
    case "message:deleted":
      return { ...message, deleted: true, text: "", reactions: {} };
    case "message:reacted":
      return { ...message, reactions: reacted(message.reactions, data) };
    default:
      return message;
  }
}

function reacted(reactions = {}, { emoji, user, removed }) {
  const others = (reactions[emoji] ?? []).filter((id) => id !== user);
  const users = removed ? others : [...others, user];
  const rest = { ...reactions, [emoji]: users };
  if (users.length === 0) delete rest[emoji];
  return rest;
}

/** Applies one event to an ascending list; changes of messages that are not in it leave it as it is. */
export function fold(messages, event) {
  if (event.type === "message:new") return [...messages, newMessage(event)];
  const target = event.data?.seq;
  if (target === undefined || !messages.some((message) => message.seq === target)) return messages;
  return messages.map((message) => (message.seq === target ? changed(message, event) : message));
}
