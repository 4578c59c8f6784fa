package io.lyceum;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.health.Readiness;
import io.lyceum.platform.http.Refusal;
import io.lyceum.topic.Topics;
import java.time.Duration;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Keeps the readiness honest: twice a second it asks the database and, once this node is up in its
 * cluster, a topic. A framework's own check stays green after its first success, so we ask as a
 * client would.
 */
final class ReadinessProbe {
  private static final Duration EVERY = Duration.ofMillis(500);

  private ReadinessProbe() {}

  static void start(
      ActorSystem<?> system,
      Readiness readiness,
      Database database,
      Topics topics,
      Leaving leaving,
      Duration notice) {
    Readiness.Condition answers = readiness.condition("database");
    Readiness.Condition joined = readiness.condition("cluster");
    Readiness.Condition serves = readiness.condition("topics");
    Readiness.Condition stays = readiness.condition("not leaving");
    stays.holds(true);
    Runnable probe =
        () -> {
          database.ping().whenComplete((_, failure) -> answers.holds(failure == null));
          boolean up = Cluster.get(system).selfMember().status().equals(MemberStatus.up());
          joined.holds(up);
          if (up) {
            askTopic(topics, serves);
          } else {
            serves.holds(false);
          }
        };
    Cancellable timer =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                Duration.ofMillis(100), EVERY, probe, system.executionContext());
    leaving.first(
        () -> {
          timer.cancel();
          stays.holds(false);
        },
        notice);
  }

  /**
   * A topic of a school nobody has: it is asked through the region and reads its empty journal, and
   * no is as good as yes.
   */
  private static void askTopic(Topics topics, Readiness.Condition serves) {
    SchoolId nobodys = new SchoolId("readiness");
    topics
        .report(new TopicId(nobodys, "chat", "probe"), Caller.system(nobodys), "role")
        .whenComplete(
            (_, failure) -> {
              Refusal refusal = failure == null ? null : Refusal.in(failure);
              boolean answered =
                  failure == null
                      || (refusal != null && refusal.rejection().code() != ErrorCode.UNAVAILABLE);
              serves.holds(answered);
            });
  }
}
