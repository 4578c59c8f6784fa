package io.lyceum.chat;

import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.platform.json.JournalCodec;

/** The stored names of a chat's events: promises, never to be changed. */
final class ChatJournal {
  private ChatJournal() {}

  static JournalCodec<ChatState, ChatEvent> codec() {
    return JournalCodec.<ChatState, ChatEvent>of("chat.state", 1, ChatState.class)
        .event("chat.created", 1, ChatEvent.ChatCreated.class)
        .event("chat.message-posted", 1, ChatEvent.MessagePosted.class)
        .event("chat.message-edited", 1, ChatEvent.MessageEdited.class)
        .event("chat.message-deleted", 1, ChatEvent.MessageDeleted.class)
        .event("chat.message-reacted", 1, ChatEvent.MessageReacted.class)
        .event("chat.messages-read", 1, ChatEvent.MessagesRead.class)
        .event("chat.message-pinned", 1, ChatEvent.MessagePinned.class)
        .event("chat.member-added", 1, ChatEvent.MemberAdded.class)
        .event("chat.member-removed", 1, ChatEvent.MemberRemoved.class)
        .event("chat.member-role-changed", 1, ChatEvent.MemberRoleChanged.class)
        .event("chat.write-rule-set", 1, ChatEvent.WriteRuleSet.class);
  }
}
