package io.lyceum.chat;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Schoolmates;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Creating and listing chats, with people of the school. Whoever creates is always a member.
 *
 * <p>After the command is durable the route writes the read model's rows itself, as the projection
 * will: inserts that do nothing when the rows are there. So the creator sees the chat in the very
 * next list, without waiting for a projection that may be behind.
 */
public final class ChatRoutes extends ApiRoutes {
  private static final int MAX_MEMBERS = 500;
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private record NewChat(Optional<String> name, ChatType type, List<UserId> members) {}

  private record Created(String id) {}

  private final Authentication authentication;
  private final Topics topics;
  private final Database database;

  public ChatRoutes(Authentication authentication, Topics topics, Database database) {
    this.authentication = authentication;
    this.topics = topics;
    this.database = database;
  }

  @Override
  public Route routes() {
    return path(
        "chats",
        () ->
            concat(
                get(() -> signedIn(authentication, this::list)),
                post(
                    () ->
                        permitted(
                            authentication,
                            Permission.OPEN_CHATS,
                            caller ->
                                body(ChatRoutes::newChat, body -> answer(create(caller, body)))))));
  }

  private Route list(Caller caller) {
    return answer(
        database.statement(
            caller.school(), handle -> ChatHistory.of(handle, caller.school(), caller.user())));
  }

  private static NewChat newChat(Fields fields) {
    List<UserId> members = Schoolmates.read(fields, "members", 0, MAX_MEMBERS);
    return new NewChat(
        fields.optionalText("name", 200),
        fields.parsed(
            "type", ChatType.GROUP, "private, group or channel", ChatType::parseCreatable),
        members);
  }

  private CompletionStage<Created> create(Caller caller, NewChat body) {
    return database
        .transaction(
            caller.school(),
            handle ->
                names(caller, body, Schoolmates.names(handle, caller.school(), body.members())))
        .thenCompose(names -> create(caller, body, names));
  }

  private CompletionStage<Created> create(Caller caller, NewChat body, Map<UserId, String> names) {
    TopicId topic = new TopicId(caller.school(), ChatTopic.NAME, IDS.generate().toString());
    Map<String, Object> data = new HashMap<>();
    data.put("type", body.type().wire());
    body.name().ifPresent(name -> data.put("name", name));
    data.put("members", members(caller, body, names));
    return topics
        .tell(topic, Caller.system(caller.school()), "chat:create", data)
        .thenCompose(
            _ ->
                database.transaction(
                    topic.school(),
                    handle -> {
                      ChatHistory.register(handle, topic, body.name(), body.type().wire());
                      names.forEach(
                          (user, name) -> ChatHistory.firstAdded(handle, topic, user, name));
                      return new Created(topic.id());
                    }));
  }

  /** Everyone of the new chat by name; refuses who is not of the school. */
  private static Map<UserId, String> names(Caller caller, NewChat body, Map<UserId, String> known) {
    if (body.type() == ChatType.CHANNEL && !caller.may(Permission.CREATE_CHANNELS)) {
      throw Refusal.of(Permission.CREATE_CHANNELS);
    }
    Map<UserId, String> names = new HashMap<>(known);
    names.put(caller.user(), caller.name());
    Schoolmates.refuseStrangers("members", body.members(), names, "Some members are not known.");
    if (body.type() == ChatType.PRIVATE && names.size() != 2) {
      throw new Refusal(Rejection.invalid("members", "must be one other person"));
    }
    return names;
  }

  private static List<Map<String, String>> members(
      Caller caller, NewChat body, Map<UserId, String> names) {
    Set<UserId> inOrder = new LinkedHashSet<>(List.of(caller.user()));
    inOrder.addAll(body.members());
    List<Map<String, String>> members = new ArrayList<>();
    for (UserId user : inOrder) {
      Map<String, String> member = new HashMap<>();
      member.put("user", user.value());
      member.put("name", names.getOrDefault(user, user.value()));
      // The two of a private chat are equals; elsewhere who creates moderates.
      if (user.equals(caller.user()) && body.type() != ChatType.PRIVATE) {
        member.put("role", ChatRole.MODERATOR.topicRole().name());
      }
      members.add(member);
    }
    return members;
  }
}
