package io.lyceum.chat.domain;

import io.lyceum.chat.domain.ChatEvent.ChatCreated;
import io.lyceum.chat.domain.ChatEvent.MemberAdded;
import io.lyceum.chat.domain.ChatEvent.MemberRemoved;
import io.lyceum.chat.domain.ChatEvent.MemberRoleChanged;
import io.lyceum.chat.domain.ChatEvent.MessageDeleted;
import io.lyceum.chat.domain.ChatEvent.MessageEdited;
import io.lyceum.chat.domain.ChatEvent.MessagePinned;
import io.lyceum.chat.domain.ChatEvent.MessagePosted;
import io.lyceum.chat.domain.ChatEvent.MessageReacted;
import io.lyceum.chat.domain.ChatEvent.MessagesRead;
import io.lyceum.chat.domain.ChatEvent.WriteRuleSet;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A chat as its events left it.
 *
 * @param classroom the class whose roster decides, for the chat of a class
 * @param type empty before the creation
 * @param members empty for the chat of a class
 * @param messages the last {@link #REMEMBERED}, in ascending order of seq
 * @param reads the last message each person has read
 * @param pinned numbers of pinned messages in the order of pinning; some may be older than {@code
 *     messages}
 */
public record ChatState(
    Optional<TopicId> classroom,
    Optional<ChatType> type,
    Optional<String> name,
    PMap<UserId, ChatMember> members,
    PVector<ChatMessage> messages,
    PMap<UserId, Long> reads,
    PVector<Long> pinned,
    WriteRule write) {

  /** What can still be edited, deleted, reacted to or pinned; older ones live in the journal. */
  public static final int REMEMBERED = 200;

  private static final String CLASS_PREFIX = "class-";

  static ChatState initial(TopicId topic) {
    Optional<TopicId> classroom =
        topic.id().startsWith(CLASS_PREFIX)
            ? TopicId.parse(topic.school(), "class:" + topic.id().substring(CLASS_PREFIX.length()))
            : Optional.empty();
    return new ChatState(
        classroom,
        classroom.map(_ -> ChatType.CLASS),
        Optional.empty(),
        HashTreePMap.empty(),
        TreePVector.empty(),
        HashTreePMap.empty(),
        TreePVector.empty(),
        WriteRule.ALL);
  }

  public boolean exists() {
    return type.isPresent();
  }

  public boolean is(ChatType other) {
    return type.filter(t -> t == other).isPresent();
  }

  /** The remembered message of this number. */
  public Optional<ChatMessage> message(long seq) {
    int index = indexOf(seq);
    return index < 0 ? Optional.empty() : Optional.of(messages.get(index));
  }

  /** Whether a message of this number would be older than what is remembered. */
  public boolean isBeyondMemory(long seq) {
    return messages.size() == REMEMBERED && seq < messages.getFirst().seq();
  }

  ChatState evolve(ChatEvent event) {
    return switch (event) {
      case ChatCreated created -> created(created);
      case MessagePosted posted -> withMessages(appended(ChatMessage.of(posted)));
      case MessageEdited(long seq, String text, var at) -> change(seq, m -> m.edited(text, at));
      case MessageDeleted(long seq) -> change(seq, ChatMessage::withoutContent);
      case MessageReacted(long seq, String emoji, UserId user, boolean removed) ->
          change(seq, m -> m.reacted(emoji, user, removed));
      case MessagesRead(UserId user, long seq) -> withReads(reads.plus(user, seq));
      case MessagePinned(long seq, boolean removed) ->
          // Boxed: minus(int) would remove by position.
          withPinned(removed ? pinned.minus(Long.valueOf(seq)) : pinned.plus(seq));
      case MemberAdded(UserId user, String called, ChatRole role) ->
          withMembers(members.plus(user, new ChatMember(user, called, role)));
      case MemberRemoved(UserId user) ->
          withMembers(members.minus(user)).withReads(reads.minus(user));
      case MemberRoleChanged(UserId user, ChatRole role) -> roleChanged(user, role);
      case WriteRuleSet(WriteRule rule) ->
          new ChatState(classroom, type, name, members, messages, reads, pinned, rule);
    };
  }

  private ChatState created(ChatCreated created) {
    PMap<UserId, ChatMember> all = HashTreePMap.empty();
    for (ChatMember member : created.members()) {
      all = all.plus(member.id(), member);
    }
    return new ChatState(
        classroom,
        Optional.of(created.type()),
        created.name(),
        all,
        messages,
        reads,
        pinned,
        write);
  }

  private ChatState roleChanged(UserId user, ChatRole role) {
    ChatMember member = members.get(user);
    return member == null
        ? this
        : withMembers(members.plus(user, new ChatMember(user, member.name(), role)));
  }

  private PVector<ChatMessage> appended(ChatMessage message) {
    PVector<ChatMessage> all = messages.plus(message);
    return all.size() > REMEMBERED ? all.minus(0) : all;
  }

  private ChatState change(long seq, UnaryOperator<ChatMessage> change) {
    int index = indexOf(seq);
    return index < 0 ? this : withMessages(messages.with(index, change.apply(messages.get(index))));
  }

  /** Binary search: the numbers ascend. */
  private int indexOf(long seq) {
    int low = 0;
    int high = messages.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(messages.get(middle).seq(), seq);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  private ChatState withMembers(PMap<UserId, ChatMember> next) {
    return new ChatState(classroom, type, name, next, messages, reads, pinned, write);
  }

  private ChatState withMessages(PVector<ChatMessage> next) {
    return new ChatState(classroom, type, name, members, next, reads, pinned, write);
  }

  private ChatState withReads(PMap<UserId, Long> next) {
    return new ChatState(classroom, type, name, members, messages, next, pinned, write);
  }

  private ChatState withPinned(PVector<Long> next) {
    return new ChatState(classroom, type, name, members, messages, reads, next, write);
  }
}
