package io.lyceum.platform.projection;

import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Moves one slice of one projection along: at once when this node wrote something, else by polling;
 * with growing pauses when it fails.
 */
final class ProjectionWorker extends AbstractBehavior<ProjectionWorker.Message> {
  private static final Duration POLL = Duration.ofMillis(500);

  /** What a transaction still running held back a moment ago comes soon after. */
  private static final Duration SOON = Duration.ofMillis(25);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  sealed interface Message {}

  enum Nudge implements Message {
    LOOK,
    RETRY,
    STOP
  }

  private record Moved(@Nullable Integer rows, @Nullable Throwable failure) implements Message {}

  private final TimerScheduler<Message> timers;
  private final String name;
  private final ProjectionStep step;
  private final Database database;
  private final int slice;
  private final Counter handled;
  private final Counter failed;
  private final JournalPulse pulse;
  private final Runnable onPulse;
  private boolean running;
  private boolean lookAgain;
  private boolean stopping;
  private boolean pausing;
  private Duration pause = FIRST_PAUSE;

  private ProjectionWorker(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      String name,
      ProjectionStep step,
      int slice,
      ProjectionSurroundings around) {
    super(context);
    this.timers = timers;
    this.name = name;
    this.step = step;
    this.database = around.database();
    this.slice = slice;
    this.handled =
        Counter.builder("lyceum.projection.rows")
            .description("Rows of the journal a projection has passed")
            .tag("projection", name)
            .register(around.meters());
    this.failed =
        Counter.builder("lyceum.projection.failures")
            .description("Times a projection could not move on")
            .tag("projection", name)
            .register(around.meters());
    this.pulse = around.pulse();
    this.onPulse = () -> context.getSelf().tell(Nudge.LOOK);
    pulse.listen(onPulse);
    look();
  }

  static Behavior<Message> create(
      String name, ProjectionStep step, int slice, ProjectionSurroundings around) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ProjectionWorker(context, timers, name, step, slice, around)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Nudge.LOOK, this::onLook)
        .onMessageEquals(Nudge.RETRY, this::onRetry)
        .onMessageEquals(Nudge.STOP, this::onStop)
        .onMessage(Moved.class, this::onMoved)
        .onSignal(
            PostStop.class,
            _ -> {
              pulse.forget(onPulse);
              return this;
            })
        .build();
  }

  /** While a failure is slept off, news of more to do changes nothing. */
  private Behavior<Message> onLook() {
    if (!pausing) {
      look();
    }
    return this;
  }

  private Behavior<Message> onRetry() {
    pausing = false;
    look();
    return this;
  }

  private void look() {
    if (running) {
      lookAgain = true;
      return;
    }
    running = true;
    lookAgain = false;
    getContext()
        .pipeToSelf(CompletableFuture.supplyAsync(this::move, database.blocking()), Moved::new);
  }

  private int move() {
    try {
      return step.run();
    } catch (ExecutionException | TimeoutException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private Behavior<Message> onMoved(Moved moved) {
    running = false;
    if (stopping) {
      return Behaviors.stopped();
    }
    Integer rows = moved.rows();
    if (rows == null) {
      failed.increment();
      getContext()
          .getLog()
          .atWarn()
          .addKeyValue("projection", name)
          .addKeyValue("slice", slice)
          .addKeyValue("pauseMs", pause.toMillis())
          .setCause(moved.failure())
          .log("A projection cannot move on and will try again");
      pausing = true;
      timers.startSingleTimer(Nudge.RETRY, pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      return this;
    }
    pause = FIRST_PAUSE;
    handled.increment(rows);
    if (rows == JournalTail.ROWS || lookAgain) {
      look();
    } else {
      timers.startSingleTimer(Nudge.LOOK, rows > 0 ? SOON : POLL);
    }
    return this;
  }

  private Behavior<Message> onStop() {
    stopping = true;
    return running ? this : Behaviors.stopped();
  }
}
