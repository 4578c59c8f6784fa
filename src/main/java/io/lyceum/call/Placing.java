package io.lyceum.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.call.domain.CallCommand.InitiateCall;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Schoolmates;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.topic.Preparation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Before a call is placed: whether the caller may, and who it is they call. A call that is not
 * there yet can say neither.
 */
final class Placing implements Preparation {
  /** Of any version. What else a client might write there may tell of somebody. */
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What the call is told. */
  private record Placed(List<CallPerson> by, List<CallPerson> to, String media) {}

  private final Database database;

  Placing(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<?> prepare(TopicId call, Caller caller, JsonNode data)
      throws InvalidFields {
    if (!caller.may(Permission.PLACE_CALLS)) {
      return CompletableFuture.failedStage(Refusal.of(Permission.PLACE_CALLS));
    }
    InitiateCall asked = Fields.read(data, CallCommands::asked);
    if (!UUID.matcher(call.id()).matches()) {
      return CompletableFuture.failedStage(
          new Refusal(Rejection.invalid("topic", "must be call: and a new UUID")));
    }
    List<UserId> people = asked.to().stream().map(CallPerson::id).toList();
    return database
        .transaction(caller.school(), handle -> Schoolmates.names(handle, caller.school(), people))
        .thenApply(names -> placed(caller, asked, people, names));
  }

  private static Placed placed(
      Caller caller, InitiateCall asked, List<UserId> people, Map<UserId, String> names) {
    Schoolmates.refuseStrangers("to", people, names, "Some people are not known.");
    return new Placed(
        List.of(new CallPerson(caller.user(), caller.name())),
        people.stream().map(user -> new CallPerson(user, names.getOrDefault(user, ""))).toList(),
        asked.media().wire());
  }
}
