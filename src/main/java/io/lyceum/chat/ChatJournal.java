package io.lyceum.chat;

import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.personal.Personal;

/**
 * The stored names of a chat's events, promises, never to be changed; and what in them is whose.
 */
final class ChatJournal {
  private static final Personal MEMBER = Personal.of("id").name("name");
  private static final Personal MESSAGE =
      Personal.of("author.id").name("author.name").text("text").list("attachments");

  private ChatJournal() {}

  static JournalCodec<ChatState, ChatEvent> codec() {
    return JournalCodec.<ChatState, ChatEvent>of("chat.state", 1, ChatState.class)
        .personal(
            Personal.all(Personal.keyed("members", MEMBER), Personal.each("messages", MESSAGE)))
        .event("chat.created", 1, ChatEvent.ChatCreated.class, Personal.each("members", MEMBER))
        .event("chat.message-posted", 1, ChatEvent.MessagePosted.class, MESSAGE)
        // Nobody edits what another one wrote.
        .event(
            "chat.message-edited", 1, ChatEvent.MessageEdited.class, Personal.theirs().text("text"))
        .event("chat.message-deleted", 1, ChatEvent.MessageDeleted.class)
        .event("chat.message-reacted", 1, ChatEvent.MessageReacted.class)
        .event("chat.messages-read", 1, ChatEvent.MessagesRead.class)
        .event("chat.message-pinned", 1, ChatEvent.MessagePinned.class)
        .event(
            "chat.member-added", 1, ChatEvent.MemberAdded.class, Personal.of("user").name("name"))
        .event("chat.member-removed", 1, ChatEvent.MemberRemoved.class)
        .event("chat.member-role-changed", 1, ChatEvent.MemberRoleChanged.class)
        .event("chat.write-rule-set", 1, ChatEvent.WriteRuleSet.class);
  }
}
