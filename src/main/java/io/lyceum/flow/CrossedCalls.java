package io.lyceum.flow;

import io.lyceum.call.CallTopic;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.Crossing;
import io.lyceum.call.domain.Crossing.Pair;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.inbox.InboxTopic;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Topics;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Brings two who call each other at once together in one call. A call is taken by who placed it
 * before it rings, so at least one of the two finds the other's inbox busy and comes here; both
 * may.
 */
final class CrossedCalls {
  private final Topics topics;
  private final Messenger messenger;

  CrossedCalls(Topics topics) {
    this.topics = topics;
    this.messenger = new Messenger(topics);
  }

  /**
   * Looks for a call that this one crosses, after an inbox was found busy.
   *
   * @return whether there was one and the two meet now; may be asked again
   */
  CompletionStage<Boolean> settle(TopicId call, CallInitiated initiated) {
    if (initiated.to().size() != 1) {
      return CompletableFuture.completedStage(false);
    }
    Pair pair = new Pair(initiated.by().id(), initiated.to().getFirst().id());
    return taken(call, pair.to())
        .thenCompose(
            others -> {
              CompletionStage<Boolean> settled = CompletableFuture.completedStage(false);
              for (String other : others) {
                settled = settled.thenCompose(met -> met ? done() : meet(call, pair, other));
              }
              return settled;
            });
  }

  /** The calls somebody is in. */
  private CompletionStage<String[]> taken(TopicId call, UserId user) {
    return topics
        .report(InboxTopic.of(call.school(), user), Caller.system(call.school()), InboxTopic.TAKEN)
        .thenApply(taken -> Json.MAPPER.convertValue(taken, String[].class))
        .thenApply(
            taken ->
                Arrays.stream(taken).filter(id -> !id.equals(call.id())).toArray(String[]::new));
  }

  private CompletionStage<Boolean> meet(TopicId call, Pair pair, String other) {
    return pair(with(call, other))
        .thenCompose(
            crossed ->
                crossed
                    .flatMap(otherPair -> Crossing.of(call.id(), pair, other, otherPair))
                    .map(crossing -> meet(call, crossing))
                    .orElseGet(() -> CompletableFuture.completedStage(false)));
  }

  /** Who gave up meanwhile is not brought into the other's call: first the one gives way. */
  private CompletionStage<Boolean> meet(TopicId call, Crossing crossing) {
    return messenger
        .offer(with(call, crossing.yields()), "call:yield", Map.of())
        .thenCompose(
            yielded ->
                yielded
                    ? messenger
                        .tell(
                            with(call, crossing.stays()),
                            "call:cross",
                            Map.of("user", crossing.comesIn()))
                        .thenCompose(_ -> done())
                    : CompletableFuture.completedStage(false));
  }

  /** Empty when a call is none that can be crossed, not any more or never. */
  private CompletionStage<Optional<Pair>> pair(TopicId call) {
    return topics
        .report(call, Caller.system(call.school()), CallTopic.PAIR)
        .thenApply(pair -> Optional.of(Json.MAPPER.convertValue(pair, Pair.class)))
        .exceptionallyCompose(
            failure -> {
              Refusal refusal = Refusal.in(failure);
              return refusal != null && refusal.rejection().code() != ErrorCode.UNAVAILABLE
                  ? CompletableFuture.completedStage(Optional.empty())
                  : CompletableFuture.failedStage(failure);
            });
  }

  private static TopicId with(TopicId call, String id) {
    return new TopicId(call.school(), CallTopic.NAME, id);
  }

  private static CompletionStage<Boolean> done() {
    return CompletableFuture.completedStage(true);
  }
}
