package io.lyceum.chat.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has happened in a chat. {@code seq} names a message: the number of its posting. */
public sealed interface ChatEvent {
  record ChatCreated(Optional<String> name, ChatType type, List<ChatMember> members)
      implements ChatEvent {}

  /**
   * @param seq this event's own number
   */
  record MessagePosted(
      long seq,
      Author author,
      String text,
      Optional<Long> replyTo,
      boolean silent,
      List<Attachment> attachments,
      Instant at)
      implements ChatEvent {
    /** Nobody posts nothing: what it said went with its author. */
    public boolean erased() {
      return text.isEmpty();
    }
  }

  record MessageEdited(long seq, String text, Instant at) implements ChatEvent {}

  record MessageDeleted(long seq) implements ChatEvent {}

  record MessageReacted(long seq, String emoji, UserId user, boolean removed)
      implements ChatEvent {}

  record MessagesRead(UserId user, long seq) implements ChatEvent {}

  record MessagePinned(long seq, boolean removed) implements ChatEvent {}

  record MemberAdded(UserId user, String name, ChatRole role) implements ChatEvent {}

  record MemberRemoved(UserId user) implements ChatEvent {}

  record MemberRoleChanged(UserId user, ChatRole role) implements ChatEvent {}

  record WriteRuleSet(WriteRule write) implements ChatEvent {}
}
