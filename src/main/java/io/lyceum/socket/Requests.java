package io.lyceum.socket;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.hub.FeedMessage;
import io.lyceum.hub.Hub;
import io.lyceum.platform.limits.Taken;
import io.lyceum.platform.tracing.TraceContext;
import io.lyceum.platform.tracing.Traced;
import io.lyceum.platform.tracing.Tracing;
import io.lyceum.topic.Answer;
import io.lyceum.topic.Topics;
import io.lyceum.topic.entity.TopicMessage;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * What a person who said hello asks of topics, within the limits, and the answers on their way
 * back.
 */
final class Requests {
  private final ActorContext<Object> context;
  private final Seat seat;
  private final SocketSurroundings around;
  private final Wire wire;
  private final Subscriptions subscriptions;
  private final Limits limits;
  private final Tracing tracing;
  private int inFlight;

  Requests(
      ActorContext<Object> context,
      Seat seat,
      Wire wire,
      Subscriptions subscriptions,
      Limits limits) {
    this.context = context;
    this.seat = seat;
    this.around = seat.around();
    this.wire = wire;
    this.subscriptions = subscriptions;
    this.limits = limits;
    this.tracing = Tracing.get(context.getSystem());
  }

  void on(ClientFrame frame, Caller who) {
    switch (frame) {
      case ClientFrame.Subscribe(String id, String topic, Long after) ->
          subscribe(id, topic, after, who);
      case ClientFrame.Unsubscribe(String id, String topic) -> {
        TopicId.parse(who.school(), topic).ifPresent(subscriptions::leave);
        wire.answer(new ServerFrame.Ack(id, topic, null));
      }
      case ClientFrame.Command command -> command(command, who);
      case ClientFrame.Signal signal -> signal(signal, who);
      default -> throw new IllegalStateException("not a request: " + frame.getClass().getName());
    }
  }

  void subscribe(String id, String topicName, @Nullable Long after, Caller who) {
    Optional<TopicId> topic =
        TopicId.parse(who.school(), topicName).filter(t -> around.topics().knows(t));
    if (topic.isEmpty()) {
      refuse(id, topicName, ErrorCode.NOT_FOUND, "There is no such topic.");
    } else if (subscriptions.count() >= around.settings().topics()
        && !subscriptions.follows(topic.get())) {
      refuse(
          id,
          topicName,
          ErrorCode.TOO_MANY_IN_FLIGHT,
          "This socket follows as many topics as it may.");
    } else {
      subscriptions.requested(topic.get());
      around
          .hub()
          .tell(
              new Hub.Follow(
                  topic.get(),
                  new FeedMessage.Subscribe(
                      context.getSelf().narrow(), seat.session(), id, who, after)));
    }
  }

  private void command(ClientFrame.Command command, Caller who) {
    String id = command.id().value().toString();
    Optional<TopicId> topic = TopicId.parse(who.school(), command.topic());
    if (topic.isEmpty()) {
      refuse(id, command.topic(), ErrorCode.NOT_FOUND, "There is no such topic.");
    } else if (inFlight >= around.settings().inflight()) {
      refuse(
          id,
          command.topic(),
          ErrorCode.TOO_MANY_IN_FLIGHT,
          "Wait for an answer before you send more.");
    } else if (mayGoOn(id, topic.get(), who)) {
      inFlight++;
      long started = around.nanos().getAsLong();
      Traced span = tracing.enter("socket command", command.traceparent());
      if (span != null) {
        span.with("lyceum.kind", topic.get().kind()).with("lyceum.type", command.type());
        span.with("lyceum.command", id);
      }
      context.pipeToSelf(
          around
              .topics()
              .submit(
                  topic.get(),
                  who,
                  new Topics.ClientCommand(
                      command.id(),
                      command.follows(),
                      command.type(),
                      command.data(),
                      span == null ? null : span.context())),
          (answer, failure) ->
              new SocketMessage.Answered(
                  command.id(),
                  topic.get(),
                  who.user(),
                  failure == null ? answer : Answer.unavailable(1_000),
                  started,
                  span));
    }
  }

  private void signal(ClientFrame.Signal signal, Caller who) {
    Optional<TopicId> topic =
        TopicId.parse(who.school(), signal.topic()).filter(t -> around.topics().knows(t));
    if (topic.isEmpty()) {
      refuse(null, signal.topic(), ErrorCode.NOT_FOUND, "There is no such topic.");
    } else if (mayGoOn(null, topic.get(), who)) {
      around
          .entities()
          .apply(topic.get())
          .tell(
              new TopicMessage.Signal(
                  who,
                  seat.session(),
                  signal.type(),
                  signal.data(),
                  signal.to(),
                  context.getSelf().narrow()));
    }
  }

  void on(SocketMessage.Answered answered) {
    String id = answered.id().value().toString();
    inFlight--;
    String topic = answered.topic().wire();
    Traced span = answered.span();
    switch (answered.answer()) {
      case Answer.Acked(long seq) -> wire.answerSoon(new ServerFrame.Ack(id, topic, seq));
      case Answer.Refused(Rejection why, long retryAfterMs) -> {
        wire.failure(id, topic, why, retryAfterMs);
        if (span != null) {
          span.failed(why.code().wire());
        }
      }
    }
    Duration took = Duration.ofNanos(around.nanos().getAsLong() - answered.startedNanos());
    seat.metrics().commands.record(took);
    if (took.compareTo(around.settings().slowCommand()) > 0) {
      slow(answered, took);
    }
    if (span != null) {
      span.end();
    }
  }

  private void slow(SocketMessage.Answered answered, Duration took) {
    Traced span = answered.span();
    context
        .getLog()
        .atWarn()
        .addKeyValue("topic", answered.topic())
        .addKeyValue("user", answered.by())
        .addKeyValue("command", answered.id().value())
        .addKeyValue("ms", took.toMillis())
        .addKeyValue("trace", span == null ? "" : TraceContext.traceId(span.context()))
        .log("Slow command");
  }

  /** Answers {@code rate_limited} when not. */
  private boolean mayGoOn(@Nullable String id, TopicId topic, Caller who) {
    if (!limits.command()) {
      limited(id, topic, "More than this socket may send in a second.", limits.retryAfterMs());
      return false;
    }
    Taken refused = around.limits().command(who, topic);
    if (refused != null) {
      limited(id, topic, SharedLimits.message(refused.limit()), refused.retryAfterMs());
    }
    return refused == null;
  }

  private void limited(@Nullable String id, TopicId topic, String message, long retryAfterMs) {
    wire.failure(id, topic.wire(), new Rejection(ErrorCode.RATE_LIMITED, message), retryAfterMs);
  }

  void refuse(@Nullable String id, @Nullable String topic, ErrorCode code, String message) {
    wire.failure(id, topic, new Rejection(code, message), 0);
  }
}
