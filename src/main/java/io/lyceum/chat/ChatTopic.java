package io.lyceum.chat;

import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatDecider;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.util.List;

/** The one public door of the chat kind. */
public final class ChatTopic implements LiveKind {
  public static final String NAME = "chat";

  @Override
  public TopicKind<ChatState, ChatCommand, ChatEvent> topic() {
    return kind();
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    return List.of(new ChatRoutes(with.authentication(), with.topics(), with.database()));
  }

  @Override
  public List<Projection> projections() {
    return List.of(new ChatHistoryProjection());
  }

  public static TopicKind<ChatState, ChatCommand, ChatEvent> kind() {
    return new TopicKind<>(
        NAME, new ChatDecider(), new ChatFrames(), journal(), new ChatAmendment());
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
