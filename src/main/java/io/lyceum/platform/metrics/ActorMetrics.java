package io.lyceum.platform.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * What operators see of the actors themselves: messages that reached nobody, messages dropped by a
 * full buffer, and how late the default dispatcher runs what is due.
 */
public final class ActorMetrics extends AbstractBehavior<ActorMetrics.Message> {
  private static final Duration EVERY = Duration.ofMillis(500);

  /** What it hears. */
  public sealed interface Message {}

  private record Lost(DeadLetter letter) implements Message {}

  private record Refused(Dropped dropped) implements Message {}

  private final Counter deadLetters;
  private final Counter stashed;
  private final Counter others;
  private final Timer delay;

  private ActorMetrics(ActorContext<Message> context, MeterRegistry registry) {
    super(context);
    deadLetters =
        Counter.builder("lyceum.actor.dead.letters")
            .description("Messages to actors that were gone; some are normal when things end")
            .register(registry);
    stashed = dropped(registry, "stash");
    others = dropped(registry, "other");
    delay =
        Timer.builder("lyceum.dispatcher.delay")
            .description(
                "How late the default dispatcher ran a due task, twice a second; up to 20 ms are"
                    + " the scheduler's own tick")
            .serviceLevelObjectives(Buckets.latency())
            .register(registry);
    context
        .getSystem()
        .eventStream()
        .tell(
            new EventStream.Subscribe<>(
                DeadLetter.class, context.messageAdapter(DeadLetter.class, Lost::new)));
    context
        .getSystem()
        .eventStream()
        .tell(
            new EventStream.Subscribe<>(
                Dropped.class, context.messageAdapter(Dropped.class, Refused::new)));
    probe();
  }

  public static Behavior<Message> create(MeterRegistry registry) {
    return Behaviors.setup(context -> new ActorMetrics(context, registry));
  }

  private static Counter dropped(MeterRegistry registry, String buffer) {
    return Counter.builder("lyceum.actor.dropped")
        .description("Messages dropped by a full buffer of an actor; its senders must ask again")
        .tag("buffer", buffer)
        .register(registry);
  }

  /** Not a message to this actor: its mailbox would be measured, too. */
  private void probe() {
    long due = System.nanoTime() + EVERY.toNanos();
    getContext()
        .getSystem()
        .scheduler()
        .scheduleOnce(
            EVERY,
            () -> {
              delay.record(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
              probe();
            },
            getContext().getSystem().executionContext());
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Lost.class,
            _ -> {
              deadLetters.increment();
              return this;
            })
        .onMessage(
            Refused.class,
            refused -> {
              boolean stash =
                  refused.dropped().reason().toLowerCase(java.util.Locale.ROOT).contains("stash");
              (stash ? stashed : others).increment();
              return this;
            })
        .build();
  }
}
