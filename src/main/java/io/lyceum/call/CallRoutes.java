package io.lyceum.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.call.domain.CallCommand.InitiateCall;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.Permission;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Topics;
import io.lyceum.topic.Topics.ClientCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;

/** Placing a call, with people of the school, and the list of one's calls. */
public final class CallRoutes extends ApiRoutes {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

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
                                body(
                                    CallCommands::asked, asked -> answer(place(caller, asked)))))));
  }

  private Route list(Caller caller) {
    return answer(
        database.transaction(
            caller.school(), handle -> CallHistory.of(handle, caller.school(), caller.user())));
  }

  /** As a socket would place it, under an id of the server's. */
  private CompletionStage<Created> place(Caller caller, InitiateCall asked) {
    TopicId call = new TopicId(caller.school(), CallTopic.NAME, IDS.generate().toString());
    List<UserId> to = asked.to().stream().map(CallPerson::id).toList();
    JsonNode data = Json.MAPPER.valueToTree(Map.of("to", to, "media", asked.media().wire()));
    CommandId id = new CommandId(IDS.generate());
    return topics
        .command(call, caller, new ClientCommand(id, null, CallTopic.PLACING, data, null))
        .thenApply(_ -> new Created(call.id()));
  }
}
