package io.lyceum.topic.alarm;

import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.topic.entity.TopicMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;

/**
 * Wakes topics whose alarm is due, once a second, from one node of the cluster. A topic in memory
 * has its own timer; this is for those that are not, after a crash above all. A second wake-up does
 * no harm.
 */
public final class DuePoller {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /**
   * More than this many are woken over several seconds, so that a restart after a long stop is no
   * stampede.
   */
  private static final int AT_ONCE = 500;

  private sealed interface Message {}

  private enum Nudge implements Message {
    POLL
  }

  private record Due(@Nullable List<String> topics, @Nullable Throwable failure)
      implements Message {}

  private DuePoller() {}

  public static void start(
      ActorSystem<?> system,
      Database database,
      Function<TopicId, RecipientRef<TopicMessage>> entities,
      Clock clock) {
    ClusterSingleton.get(system)
        .init(
            SingletonActor.of(create(database, entities, clock), "due-poller")
                .withSettings(ClusterSingletonSettings.create(system).withRole("work")));
  }

  private static Behavior<Message> create(
      Database database, Function<TopicId, RecipientRef<TopicMessage>> entities, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(Nudge.POLL, EVERY);
                  return Behaviors.receive(Message.class)
                      .onMessageEquals(Nudge.POLL, () -> poll(context, database, clock))
                      .onMessage(Due.class, due -> wake(context, due, entities))
                      .build();
                }));
  }

  private static Behavior<Message> poll(
      ActorContext<Message> context, Database database, Clock clock) {
    context.pipeToSelf(
        database.statement(
            handle ->
                handle
                    .createQuery(
                        "select topic from due where at <= :until order by at limit :limit")
                    .bind("until", clock.instant().plus(EVERY))
                    .bind("limit", AT_ONCE)
                    .mapTo(String.class)
                    .list()),
        Due::new);
    return Behaviors.same();
  }

  private static Behavior<Message> wake(
      ActorContext<Message> context,
      Due due,
      Function<TopicId, RecipientRef<TopicMessage>> entities) {
    if (due.topics() == null) {
      context.getLog().warn("cannot read the due alarms: {}", String.valueOf(due.failure()));
      return Behaviors.same();
    }
    due.topics()
        .forEach(key -> entities.apply(TopicId.fromKey(key)).tell(new TopicMessage.WakeUp()));
    return Behaviors.same();
  }
}
