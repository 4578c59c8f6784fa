package io.lyceum.chat;

import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatDecider;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.topic.TopicKind;

/** The one public door of the chat kind. */
public final class ChatTopic {
  public static final String NAME = "chat";

  private ChatTopic() {}

  public static TopicKind<ChatState, ChatCommand, ChatEvent> kind() {
    return new TopicKind<>(NAME, new ChatDecider(), new ChatFrames(), journal());
  }

  /** The chat of a class; it is there as soon as the class is. */
  public static TopicId ofClass(TopicId classroom) {
    return new TopicId(classroom.school(), NAME, "class-" + classroom.id());
  }

  /** The stored form, for projections and flows. */
  public static JournalCodec<ChatState, ChatEvent> journal() {
    return ChatJournal.codec();
  }
}
