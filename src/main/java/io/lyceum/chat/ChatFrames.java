package io.lyceum.chat;

import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatEvent;
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
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatMessage;
import io.lyceum.chat.domain.ChatRejection;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.chat.domain.MessageRules;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Audience;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wire of a chat. Everyone in it sees the same. */
final class ChatFrames implements TopicFrames<ChatState, ChatCommand, ChatEvent> {
  /** One page of a screen; older ones are fetched by REST when someone scrolls up. */
  static final int SHOWN = 50;

  private final CommandTable<ChatCommand> commands = ChatCommands.table();

  @Override
  public CommandTable<ChatCommand> commands() {
    return commands;
  }

  @Override
  public List<View> views(ChatEvent event) {
    return List.of(
        switch (event) {
          case ChatCreated(var name, ChatType type, var members) ->
              View.toAll("chat:created", new ChatJson.Created(name, type.wire(), people(members)));
          case MessagePosted posted -> View.toAll("message:new", ChatJson.Posted.of(posted));
          case MessageEdited(long seq, String text, _) ->
              View.toAll("message:edited", Map.of("seq", seq, "text", text));
          case MessageDeleted(long seq) -> View.toAll("message:deleted", Map.of("seq", seq));
          case MessageReacted(long seq, String emoji, UserId user, boolean removed) ->
              View.toAll(
                  "message:reacted",
                  Map.of("seq", seq, "emoji", emoji, "user", user, "removed", removed));
          case MessagesRead(UserId user, long seq) ->
              View.toAll("message:read", Map.of("user", user, "seq", seq));
          case MessagePinned(long seq, boolean removed) ->
              View.toAll("message:pinned", Map.of("seq", seq, "removed", removed));
          case MemberAdded(UserId user, String name, var role) ->
              View.toAll(
                  "member:added", Map.of("user", user, "name", name, "role", role.topicRole()));
          case MemberRemoved(UserId user) -> View.toAll("member:removed", Map.of("user", user));
          case MemberRoleChanged(UserId user, var role) ->
              View.toAll("member:role", Map.of("user", user, "role", role.topicRole()));
          case WriteRuleSet(var write) -> View.toAll("rules:set", Map.of("write", write.wire()));
        });
  }

  @Override
  public Object snapshot(ChatState state, Viewer viewer) {
    int size = state.messages().size();
    return new ChatJson.Snapshot(
        name(state, viewer),
        state.type().map(ChatType::wire),
        people(state.members().values()),
        state.messages().subList(Math.max(0, size - SHOWN), size).stream()
            .map(ChatJson.Message::of)
            .toList(),
        size > SHOWN,
        state.reads(),
        state.pinned(),
        Map.of("write", state.write().wire()));
  }

  /** Typing: passed to the others, from those who may write. */
  @Override
  public Relay signal(ChatState state, Viewer from, String type, Fields data) {
    if (!type.equals("typing:start") && !type.equals("typing:stop")) {
      return Relay.unknown(type);
    }
    Optional<ChatRejection> silenced = MessageRules.mayNotWrite(state, from.role());
    return silenced.isPresent()
        ? new Relay.Refused(silenced.get().rejection())
        : new Relay.To(
            Audience.allBut(from.user()),
            type,
            knownName(state, from.user())
                .<Map<String, String>>map(name -> Map.of("name", name))
                .orElse(Map.of()));
  }

  /** A private chat without a name is called after the other person. */
  private static Optional<String> name(ChatState state, Viewer viewer) {
    if (state.name().isPresent() || !state.is(ChatType.PRIVATE)) {
      return state.name();
    }
    return state.members().values().stream()
        .filter(member -> !member.id().equals(viewer.user()))
        .map(ChatMember::name)
        .findFirst();
  }

  /** A class's chat keeps no list of members; there a name is known once its person has written. */
  private static Optional<String> knownName(ChatState state, UserId user) {
    ChatMember member = state.members().get(user);
    return member != null
        ? Optional.of(member.name())
        : state.messages().reversed().stream()
            .map(ChatMessage::author)
            .filter(author -> author.id().equals(user))
            .findFirst()
            .map(author -> author.name());
  }

  private static List<ChatJson.Person> people(Iterable<ChatMember> members) {
    List<ChatJson.Person> people = new ArrayList<>();
    members.forEach(m -> people.add(new ChatJson.Person(m.id(), m.name(), m.role().topicRole())));
    people.sort(
        Comparator.comparing(ChatJson.Person::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(person -> person.id().value()));
    return List.copyOf(people);
  }
}
