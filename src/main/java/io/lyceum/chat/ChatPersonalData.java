package io.lyceum.chat;

import io.lyceum.chat.domain.Attachment;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What chats keep about a person: where they are, and what they said and did there. */
final class ChatPersonalData implements PersonalData {
  /**
   * One thing the person did or that was done to them.
   *
   * @param message the number of the message it is about
   */
  private record SaidJson(
      String chat,
      String type,
      Instant at,
      @Nullable Long message,
      @Nullable String text,
      @Nullable List<String> attachments) {
    static SaidJson of(StoredEvent event, String type) {
      return of(event, type, null, null);
    }

    static SaidJson of(
        StoredEvent event, String type, @Nullable Long message, @Nullable String text) {
      return new SaidJson(event.topic().wire(), type, event.at(), message, text, null);
    }
  }

  @Override
  public String name() {
    return ChatTopic.NAME;
  }

  @Override
  public List<TopicId> topics(Handle handle, DataSubject person) {
    return ChatHistory.everOf(handle, person).stream()
        .map(row -> new TopicId(person.school(), ChatTopic.NAME, row.id()))
        .toList();
  }

  @Override
  public void export(Disclosure to) {
    to.field("chats", to.read(handle -> ChatHistory.everOf(handle, to.person())));
    List<TopicId> topics = new ArrayList<>(to.topics(ChatTopic.NAME));
    to.topics("class").forEach(classroom -> topics.add(ChatTopic.ofClass(classroom)));
    to.list("said", out -> topics.forEach(topic -> said(to, topic, out)));
  }

  private static void said(Disclosure to, TopicId topic, Consumer<Object> out) {
    to.events(topic, event -> said(event, to.person().user()).ifPresent(out));
  }

  private static Optional<SaidJson> said(StoredEvent event, UserId person) {
    boolean own = event.by().equals(person);
    return Optional.ofNullable(
        switch (ChatTopic.journal().read(event.manifest(), event.data())) {
          case ChatEvent.MessagePosted posted ->
              posted.author().id().equals(person) ? message(event, posted) : null;
          case ChatEvent.MessageEdited(long seq, String text, _) ->
              own ? SaidJson.of(event, "message:edited", seq, text) : null;
          case ChatEvent.MessageDeleted(long seq) ->
              own ? SaidJson.of(event, "message:deleted", seq, null) : null;
          case ChatEvent.MessageReacted(long seq, String emoji, var user, boolean removed) ->
              user.equals(person)
                  ? SaidJson.of(
                      event, removed ? "reaction:removed" : "message:reaction", seq, emoji)
                  : null;
          case ChatEvent.MessagesRead(var user, long seq) ->
              user.equals(person) ? SaidJson.of(event, "messages:read", seq, null) : null;
          case ChatEvent.MessagePinned(long seq, boolean removed) ->
              own
                  ? SaidJson.of(event, removed ? "message:unpinned" : "message:pinned", seq, null)
                  : null;
          case ChatEvent.MemberAdded(var user, _, _) ->
              user.equals(person) ? SaidJson.of(event, "member:added") : null;
          case ChatEvent.MemberRemoved(var user) ->
              user.equals(person) ? SaidJson.of(event, "member:removed") : null;
          case ChatEvent.MemberRoleChanged(var user, var role) ->
              user.equals(person)
                  ? SaidJson.of(event, "member:role", null, role.topicRole().name())
                  : null;
          case ChatEvent.WriteRuleSet(var write) ->
              own ? SaidJson.of(event, "chat:write-rule", null, write.wire()) : null;
          case ChatEvent.ChatCreated created ->
              created.members().stream().anyMatch(member -> member.id().equals(person))
                  ? SaidJson.of(event, "member:added")
                  : null;
        });
  }

  private static SaidJson message(StoredEvent event, ChatEvent.MessagePosted posted) {
    return new SaidJson(
        event.topic().wire(),
        "message:new",
        posted.at(),
        posted.seq(),
        posted.text(),
        posted.attachments().stream().map(Attachment::name).toList());
  }

  @Override
  public void purge(Handle transaction, DataSubject person) {
    ChatHistory.forget(transaction, person);
    ChatChangeHistory.forget(transaction, person);
  }
}
