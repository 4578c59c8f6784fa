package io.lyceum.chat;

import io.lyceum.chat.domain.Attachment;
import io.lyceum.chat.domain.Author;
import io.lyceum.chat.domain.ChatEvent.MessagePosted;
import io.lyceum.chat.domain.ChatMessage;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of a chat on the wire; what is null or empty is left out. */
final class ChatJson {
  private ChatJson() {}

  record Person(UserId id, String name, TopicRole role) {}

  record Created(Optional<String> name, String type, List<Person> members) {}

  record Posted(
      Author author,
      String text,
      Optional<Long> replyTo,
      @Nullable Boolean silent,
      @Nullable List<Attachment> attachments,
      @Nullable Boolean deleted) {
    static Posted of(MessagePosted posted) {
      return new Posted(
          posted.author(),
          posted.text(),
          posted.replyTo(),
          ifTrue(posted.silent()),
          ifAny(posted.attachments()),
          ifTrue(posted.erased()));
    }
  }

  record Message(
      long seq,
      Author author,
      Instant at,
      String text,
      Optional<Long> replyTo,
      @Nullable Boolean silent,
      @Nullable List<Attachment> attachments,
      Optional<Instant> editedAt,
      @Nullable Boolean deleted,
      @Nullable Map<String, ? extends Set<UserId>> reactions) {
    static Message of(ChatMessage message) {
      return new Message(
          message.seq(),
          message.author(),
          message.at(),
          message.text(),
          message.replyTo(),
          ifTrue(message.silent()),
          ifAny(message.attachments()),
          message.editedAt(),
          ifTrue(message.deleted()),
          message.reactions().isEmpty() ? null : message.reactions());
    }
  }

  /**
   * @param more older messages exist: the pages of the topic's events
   */
  record Snapshot(
      Optional<String> name,
      Optional<String> type,
      List<Person> members,
      List<Message> messages,
      boolean more,
      Map<UserId, Long> reads,
      List<Long> pinned,
      Map<String, String> rules) {}

  private static @Nullable Boolean ifTrue(boolean flag) {
    return flag ? Boolean.TRUE : null;
  }

  private static <T> @Nullable List<T> ifAny(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
