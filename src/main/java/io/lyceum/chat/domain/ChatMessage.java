package io.lyceum.chat.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * A message as the chat remembers it; a deleted one keeps its place but not what it said, and so
 * does one whose author is erased.
 */
public record ChatMessage(
    long seq,
    Author author,
    Instant at,
    String text,
    Optional<Long> replyTo,
    boolean silent,
    List<Attachment> attachments,
    Optional<Instant> editedAt,
    boolean deleted,
    PMap<String, PSet<UserId>> reactions) {
  public ChatMessage {
    deleted = deleted || text.isEmpty();
  }

  static ChatMessage of(ChatEvent.MessagePosted posted) {
    return new ChatMessage(
        posted.seq(),
        posted.author(),
        posted.at(),
        posted.text(),
        posted.replyTo(),
        posted.silent(),
        posted.attachments(),
        Optional.empty(),
        false,
        HashTreePMap.empty());
  }

  ChatMessage edited(String newText, Instant when) {
    return new ChatMessage(
        seq,
        author,
        at,
        newText,
        replyTo,
        silent,
        attachments,
        Optional.of(when),
        deleted,
        reactions);
  }

  ChatMessage withoutContent() {
    return new ChatMessage(
        seq,
        author,
        at,
        "",
        replyTo,
        silent,
        List.of(),
        Optional.empty(),
        true,
        HashTreePMap.empty());
  }

  ChatMessage reacted(String emoji, UserId user, boolean removed) {
    PSet<UserId> before = reactions.getOrDefault(emoji, HashTreePSet.empty());
    PSet<UserId> after = removed ? before.minus(user) : before.plus(user);
    return new ChatMessage(
        seq,
        author,
        at,
        text,
        replyTo,
        silent,
        attachments,
        editedAt,
        deleted,
        after.isEmpty() ? reactions.minus(emoji) : reactions.plus(emoji, after));
  }

  /** Whether this person has reacted with this emoji. */
  public boolean hasReaction(String emoji, UserId user) {
    PSet<UserId> users = reactions.get(emoji);
    return users != null && users.contains(user);
  }
}
