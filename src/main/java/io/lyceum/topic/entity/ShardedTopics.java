package io.lyceum.topic.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Answer;
import io.lyceum.topic.Preparation;
import io.lyceum.topic.Preparations;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.TopicSettings;
import io.lyceum.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/**
 * The door to every topic through the shard region; lost messages are sent again with the same id
 * until the timeout.
 */
public final class ShardedTopics implements Topics {
  /**
   * A message lost in a hand-over is not answered at all; waiting longer than this for one try
   * gains nothing.
   */
  private static final Duration ONE_TRY = Duration.ofSeconds(2);

  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private final TopicKinds kinds;
  private final Function<TopicId, ? extends RecipientRef<TopicMessage>> entities;
  private final Scheduler scheduler;
  private final Executor executor;
  private final History history;
  private final Preparations preparations;
  private final int tries;

  public ShardedTopics(
      TopicKinds kinds,
      Function<TopicId, ? extends RecipientRef<TopicMessage>> entities,
      ActorSystem<?> system,
      History history,
      Preparations preparations,
      TopicSettings settings) {
    this.kinds = kinds;
    this.entities = entities;
    this.scheduler = system.scheduler();
    this.executor = system.executionContext();
    this.history = history;
    this.preparations = preparations;
    this.tries = (int) Math.max(1, settings.answerTimeout().dividedBy(ONE_TRY));
  }

  @Override
  public boolean knows(TopicId topic) {
    return kinds.find(topic.kind()).isPresent();
  }

  @Override
  public CompletionStage<Answer> submit(TopicId topic, Caller caller, ClientCommand command) {
    Preparation preparation = preparations.of(topic.kind(), command.type());
    return preparation == null
        ? submit(topic, caller, command, false)
        : prepared(preparation, topic, caller, command);
  }

  @Override
  public CompletionStage<Long> command(TopicId topic, Caller caller, ClientCommand command) {
    return submit(topic, caller, command).thenApply(ShardedTopics::seq);
  }

  @Override
  public CompletionStage<Long> tell(TopicId topic, Caller caller, String type, Object data) {
    CommandId id = new CommandId(IDS.generate());
    JsonNode json = Json.MAPPER.valueToTree(data);
    return submit(topic, caller, new ClientCommand(id, null, type, json, null), true)
        .thenApply(ShardedTopics::seq);
  }

  @Override
  public CompletionStage<StateReport> stateReport(TopicId topic, Caller caller, String name) {
    return inspect(topic, caller, name)
        .thenApply(inspection -> new StateReport(inspection.seq(), parse(inspection.report())));
  }

  @Override
  public CompletionStage<Page> events(
      TopicId topic, Caller caller, OptionalLong before, OptionalLong after, int limit) {
    return inspect(topic, caller, "role")
        .thenCompose(
            inspection -> {
              Viewer viewer = new Viewer(caller.user(), Objects.requireNonNull(inspection.role()));
              return after.isPresent()
                  ? history.after(topic, viewer, after.getAsLong(), inspection.seq(), limit)
                  : history.before(topic, viewer, before.orElse(inspection.seq() + 1), limit);
            });
  }

  @Override
  public void say(TopicId topic, SessionId to, String type, Object data) {
    entities.apply(topic).tell(new TopicMessage.Say(to, type, Json.MAPPER.valueToTree(data)));
  }

  @Override
  public void recheck(TopicId topic, UserId user) {
    entities.apply(topic).tell(new TopicMessage.Recheck(user));
  }

  /** Told as the server's word: the topic need not know the caller yet. */
  private CompletionStage<Answer> prepared(
      Preparation preparation, TopicId topic, Caller caller, ClientCommand command) {
    CompletionStage<?> prepared;
    try {
      prepared = preparation.prepare(topic, caller, command.data());
    } catch (InvalidFields e) {
      return CompletableFuture.completedFuture(Answer.refused(e.rejection()));
    }
    return prepared
        .thenCompose(
            data -> submit(topic, Caller.system(caller.school()), told(command, data), true))
        .exceptionally(ShardedTopics::refused);
  }

  private static ClientCommand told(ClientCommand command, Object data) {
    JsonNode json = Json.MAPPER.valueToTree(data);
    return new ClientCommand(command.id(), null, command.type(), json, command.trace());
  }

  private static Answer refused(Throwable failure) {
    Refusal refusal = Refusal.in(failure);
    return refusal == null
        ? Answer.unavailable(1_000)
        : new Answer.Refused(refusal.rejection(), refusal.retryAfterMs());
  }

  private CompletionStage<Answer> submit(
      TopicId topic, Caller caller, ClientCommand command, boolean fromServer) {
    if (!knows(topic)) {
      return CompletableFuture.completedFuture(Answer.refused(noKind(topic)));
    }
    return tries(
            () ->
                this.<Answer>ask(
                    topic,
                    replyTo ->
                        new TopicMessage.Submit(
                            caller,
                            command.id(),
                            command.follows(),
                            command.type(),
                            command.data(),
                            fromServer,
                            command.trace(),
                            replyTo)),
            tries)
        .exceptionally(_ -> Answer.unavailable(1_000));
  }

  private CompletionStage<Inspection> inspect(TopicId topic, Caller caller, String report) {
    if (!knows(topic)) {
      return CompletableFuture.failedFuture(new Refusal(noKind(topic)));
    }
    return tries(
            () ->
                this.<Inspection>ask(
                    topic, replyTo -> new TopicMessage.Inspect(caller, report, replyTo)),
            tries)
        .handle(
            (inspection, failure) -> {
              if (failure != null) {
                throw new Refusal(
                    new Rejection(ErrorCode.UNAVAILABLE, "The topic does not answer now."), 1_000);
              }
              if (inspection.refused() != null) {
                throw new Refusal(inspection.refused());
              }
              return inspection;
            });
  }

  private <T> CompletionStage<T> ask(TopicId topic, Function<ActorRef<T>, TopicMessage> question) {
    return AskPattern.<TopicMessage, T>ask(
        entities.apply(topic), question::apply, ONE_TRY, scheduler);
  }

  /**
   * Asking again is safe: a command's id makes it count once, a question changes nothing. Only
   * silence is asked again, for it has already taken its time; what fails at once (this node is
   * stopping) would only be asked in a tight loop.
   */
  private <T> CompletionStage<T> tries(Supplier<CompletionStage<T>> attempt, int left) {
    return attempt
        .get()
        .handleAsync(
            (answer, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedStage(answer);
              }
              return failure instanceof TimeoutException && left > 1
                  ? tries(attempt, left - 1)
                  : CompletableFuture.<T>failedStage(failure);
            },
            executor)
        .thenCompose(stage -> stage);
  }

  private static Rejection noKind(TopicId topic) {
    return new Rejection(
        ErrorCode.NOT_FOUND, "There is no kind of topic named " + topic.kind() + ".");
  }

  private static Long seq(Answer answer) {
    return switch (answer) {
      case Answer.Acked(long seq) -> seq;
      case Answer.Refused(Rejection rejection, long retryAfterMs) ->
          throw new Refusal(rejection, retryAfterMs);
    };
  }

  private static Object parse(@Nullable String json) {
    try {
      return Json.MAPPER.readTree(Objects.requireNonNull(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
