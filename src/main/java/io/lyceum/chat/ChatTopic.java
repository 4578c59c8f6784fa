package io.lyceum.chat;

import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatDecider;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.Audited;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.util.List;
import java.util.Optional;

/** The one public door of the chat kind. */
public final class ChatTopic implements LiveKind {
  public static final String NAME = "chat";

  private static final JournalCodec<ChatState, ChatEvent> JOURNAL = ChatJournal.codec();

  @Override
  public TopicKind<ChatState, ChatCommand, ChatEvent> topic() {
    return kind();
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    return List.of(new ChatRoutes(with.authentication(), with.topics(), with.database()));
  }

  @Override
  public boolean audits(String manifest) {
    return !journal().isOf(manifest, ChatEvent.MessagePosted.class);
  }

  @Override
  public Optional<Audited> audited(StoredEvent event) {
    return Optional.ofNullable(
        switch (journal().read(event.manifest(), event.data())) {
          // The server deletes what the school no longer keeps, and that is no moderation.
          case ChatEvent.MessageDeleted(long seq) ->
              event.by().equals(Caller.system(event.topic().school()).user())
                  ? null
                  : Audited.of("chat.message-deleted", Long.toString(seq));
          case ChatEvent.MemberAdded(var user, _, var role) ->
              new Audited("chat.member-added", user.value(), role.topicRole().name());
          case ChatEvent.MemberRemoved(var user) -> Audited.of("chat.member-removed", user.value());
          case ChatEvent.MemberRoleChanged(var user, var role) ->
              new Audited("chat.role-changed", user.value(), role.topicRole().name());
          case ChatEvent.WriteRuleSet(var write) ->
              new Audited("chat.write-rule-set", null, write.wire());
          case ChatEvent.ChatCreated _,
              ChatEvent.MessagePosted _,
              ChatEvent.MessageEdited _,
              ChatEvent.MessageReacted _,
              ChatEvent.MessagesRead _,
              ChatEvent.MessagePinned _ ->
              null;
        });
  }

  @Override
  public List<Projection> projections() {
    return List.of(new ChatHistoryProjection());
  }

  @Override
  public List<Expiry> expiries(Resources with) {
    return List.of(new ChatExpiry(with.topics(), with.database()));
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new ChatPersonalData());
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
    return JOURNAL;
  }
}
