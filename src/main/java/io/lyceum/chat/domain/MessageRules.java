package io.lyceum.chat.domain;

import io.lyceum.chat.domain.ChatCommand.DeleteMessage;
import io.lyceum.chat.domain.ChatCommand.EditMessage;
import io.lyceum.chat.domain.ChatCommand.MarkRead;
import io.lyceum.chat.domain.ChatCommand.PinMessage;
import io.lyceum.chat.domain.ChatCommand.ReactToMessage;
import io.lyceum.chat.domain.ChatCommand.SendMessage;
import io.lyceum.chat.domain.ChatEvent.MessageDeleted;
import io.lyceum.chat.domain.ChatEvent.MessageEdited;
import io.lyceum.chat.domain.ChatEvent.MessagePinned;
import io.lyceum.chat.domain.ChatEvent.MessagePosted;
import io.lyceum.chat.domain.ChatEvent.MessageReacted;
import io.lyceum.chat.domain.ChatEvent.MessagesRead;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be done with messages, and by whom. */
public final class MessageRules {
  /** Twenty different emoji on one message fill a phone's width twice. */
  static final int MAX_EMOJI = 20;

  /** Pins are a short list that is sent with every snapshot. */
  static final int MAX_PINS = 50;

  private MessageRules() {}

  /** Why a person in this role may not write now; empty when they may. Typing is writing too. */
  public static Optional<ChatRejection> mayNotWrite(ChatState state, TopicRole role) {
    if (role.equals(TopicRole.SYSTEM) || role.equals(ChatRole.MODERATOR.topicRole())) {
      return Optional.empty();
    }
    if (role.equals(ChatRole.MEMBER.topicRole())) {
      return state.write() == WriteRule.ALL
          ? Optional.empty()
          : Optional.of(ChatRejection.WRITING_IS_OFF);
    }
    return Optional.of(ChatRejection.READERS_ONLY_READ);
  }

  static Decision<ChatEvent> send(ChatState state, SendMessage send, Context context) {
    Optional<ChatRejection> silenced = mayNotWrite(state, context.role());
    if (silenced.isPresent()) {
      return Decision.reject(silenced.get());
    }
    if (send.replyTo().isPresent()) {
      ChatRejection unanswerable = whyNoAnswerTo(state, send.replyTo().get());
      if (unanswerable != null) {
        return Decision.reject(unanswerable);
      }
    }
    return Decision.accept(
        new MessagePosted(
            context.nextSeq(),
            new Author(context.caller().user(), context.caller().name()),
            send.text(),
            send.replyTo(),
            send.silent(),
            send.attachments(),
            context.now()));
  }

  /** Only by its author, and only while they may write: an edit is a way to speak. */
  static Decision<ChatEvent> edit(ChatState state, EditMessage edit, Context context) {
    ChatRejection untouchable = whyUntouchable(state, edit.seq());
    if (untouchable != null) {
      return Decision.reject(untouchable);
    }
    ChatMessage message = state.message(edit.seq()).orElseThrow();
    if (!isAuthor(message, context)) {
      return Decision.reject(ChatRejection.NOT_THE_AUTHOR);
    }
    Optional<ChatRejection> silenced = mayNotWrite(state, context.role());
    if (silenced.isPresent()) {
      return Decision.reject(silenced.get());
    }
    return message.text().equals(edit.text())
        ? Decision.accept()
        : Decision.accept(new MessageEdited(edit.seq(), edit.text(), context.now()));
  }

  /** By its author, also when writing is off, or by any moderator. Deleting twice is harmless. */
  static Decision<ChatEvent> delete(ChatState state, DeleteMessage delete, Context context) {
    ChatRejection untouchable = whyUntouchable(state, delete.seq());
    if (untouchable != null) {
      return untouchable == ChatRejection.DELETED
          ? Decision.accept()
          : Decision.reject(untouchable);
    }
    ChatMessage message = state.message(delete.seq()).orElseThrow();
    if (!isAuthor(message, context) && !ChatDecider.isModerator(context)) {
      return Decision.reject(ChatRejection.NOT_THE_AUTHOR);
    }
    MessageDeleted deleted = new MessageDeleted(delete.seq());
    return state.pinned().contains(delete.seq())
        ? Decision.accept(new MessagePinned(delete.seq(), true), deleted)
        : Decision.accept(deleted);
  }

  /** Anyone here may react, readers too and also while writing is off: a reaction says no words. */
  static Decision<ChatEvent> react(ChatState state, ReactToMessage react, Context context) {
    if (ChatDecider.isSystem(context)) {
      return Decision.reject(ChatRejection.PEOPLE_ONLY);
    }
    ChatRejection untouchable = whyUntouchable(state, react.seq());
    if (untouchable != null) {
      return Decision.reject(untouchable);
    }
    ChatMessage message = state.message(react.seq()).orElseThrow();
    UserId user = context.caller().user();
    if (message.hasReaction(react.emoji(), user) != react.remove()) {
      return Decision.accept();
    }
    boolean isNew = !react.remove() && !message.reactions().containsKey(react.emoji());
    if (isNew && message.reactions().size() >= MAX_EMOJI) {
      return Decision.reject(ChatRejection.TOO_MANY_REACTIONS);
    }
    return Decision.accept(new MessageReacted(react.seq(), react.emoji(), user, react.remove()));
  }

  /** Moves only forward, and never beyond the last message; a stale position changes nothing. */
  static Decision<ChatEvent> read(ChatState state, MarkRead read, Context context) {
    if (ChatDecider.isSystem(context)) {
      return Decision.reject(ChatRejection.PEOPLE_ONLY);
    }
    if (read.seq() >= context.nextSeq()) {
      return Decision.reject(ChatRejection.NO_SUCH_MESSAGE);
    }
    UserId user = context.caller().user();
    long last = state.messages().isEmpty() ? 0 : state.messages().getLast().seq();
    long upTo = Math.min(read.seq(), last);
    return upTo > state.reads().getOrDefault(user, 0L)
        ? Decision.accept(new MessagesRead(user, upTo))
        : Decision.accept();
  }

  /** By a moderator, or by either person of a private chat. A pin may outlive the memory. */
  static Decision<ChatEvent> pin(ChatState state, PinMessage pin, Context context) {
    if (!ChatDecider.isModerator(context) && !state.is(ChatType.PRIVATE)) {
      return Decision.reject(ChatRejection.MODERATORS_ONLY);
    }
    boolean pinned = state.pinned().contains(pin.seq());
    if (pinned && pin.remove()) {
      return Decision.accept(new MessagePinned(pin.seq(), true));
    }
    ChatRejection untouchable = whyUntouchable(state, pin.seq());
    if (untouchable != null && !pinned) {
      return Decision.reject(untouchable);
    }
    if (pinned || pin.remove()) {
      return Decision.accept();
    }
    return state.pinned().size() >= MAX_PINS
        ? Decision.reject(ChatRejection.TOO_MANY_PINS)
        : Decision.accept(new MessagePinned(pin.seq(), false));
  }

  private static boolean isAuthor(ChatMessage message, Context context) {
    return message.author().id().equals(context.caller().user());
  }

  private static @Nullable ChatRejection whyUntouchable(ChatState state, long seq) {
    if (state.isBeyondMemory(seq)) {
      return ChatRejection.TOO_OLD;
    }
    Optional<ChatMessage> message = state.message(seq);
    if (message.isEmpty()) {
      return ChatRejection.NO_SUCH_MESSAGE;
    }
    return message.get().deleted() ? ChatRejection.DELETED : null;
  }

  /** One may answer an old message: that changes nothing in it. */
  private static @Nullable ChatRejection whyNoAnswerTo(ChatState state, long seq) {
    ChatRejection untouchable = whyUntouchable(state, seq);
    return untouchable == ChatRejection.TOO_OLD ? null : untouchable;
  }
}
