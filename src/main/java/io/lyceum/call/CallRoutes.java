package io.lyceum.call;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.call.domain.CallDecider;
import io.lyceum.call.domain.CallMedia;
import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Schoolmates;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;

/** Placing a call, with people of the school, and the list of one's calls. */
public final class CallRoutes extends ApiRoutes {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private record NewCall(List<UserId> to, CallMedia media) {}

  private record Created(String id) {}

  private final Authentication authentication;
  private final Topics topics;
  private final Database database;

  public CallRoutes(Authentication authentication, Topics topics, Database database) {
    this.authentication = authentication;
    this.topics = topics;
    this.database = database;
  }

  @Override
  public Route routes() {
    return path(
        "calls",
        () ->
            concat(
                get(() -> signedIn(authentication, this::list)),
                post(
                    () ->
                        permitted(
                            authentication,
                            Permission.PLACE_CALLS,
                            caller ->
                                body(CallRoutes::newCall, body -> answer(place(caller, body)))))));
  }

  private Route list(Caller caller) {
    return answer(
        database.transaction(
            caller.school(), handle -> CallHistory.of(handle, caller.school(), caller.user())));
  }

  private static NewCall newCall(Fields fields) {
    return new NewCall(
        Schoolmates.read(fields, "to", 1, CallDecider.MOST_OTHERS), CallCommands.media(fields));
  }

  private CompletionStage<Created> place(Caller caller, NewCall body) {
    return database
        .transaction(
            caller.school(), handle -> Schoolmates.names(handle, caller.school(), body.to()))
        .thenCompose(names -> place(caller, body, names));
  }

  private CompletionStage<Created> place(Caller caller, NewCall body, Map<UserId, String> names) {
    Schoolmates.refuseStrangers("to", body.to(), names, "Some people are not known.");
    TopicId topic = new TopicId(caller.school(), CallTopic.NAME, IDS.generate().toString());
    Map<String, Object> data =
        Map.of(
            "by",
            List.of(person(caller.user(), caller.name())),
            "to",
            body.to().stream().map(user -> person(user, names.getOrDefault(user, ""))).toList(),
            "media",
            body.media().wire());
    return topics
        .tell(topic, Caller.system(caller.school()), "call:initiate", data)
        .thenApply(_ -> new Created(topic.id()));
  }

  private static Map<String, String> person(UserId user, String name) {
    return Map.of("id", user.value(), "name", name);
  }
}
