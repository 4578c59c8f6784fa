package io.lyceum.platform.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator who counts on more than one node that there are too few of them. */
public final class SmallCluster {
  private static final Logger log = LoggerFactory.getLogger(SmallCluster.class);

  /** Long enough for the others to be started or upgraded. */
  private static final Duration EVERY = Duration.ofMinutes(2);

  private static final int ENOUGH = 3;

  private SmallCluster() {}

  /** Looks until the system ends; the same number is told once. */
  public static void watch(ActorSystem<?> system) {
    AtomicInteger told = new AtomicInteger(ENOUGH);
    Cancellable timer =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                EVERY, EVERY, () -> look(system, told), system.executionContext());
    system.getWhenTerminated().thenRun(timer::cancel);
  }

  private static void look(ActorSystem<?> system, AtomicInteger told) {
    int members =
        (int)
            StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    if (told.getAndSet(members) != members) {
      warning(members);
    }
  }

  private static void warning(int members) {
    if (members == 1) {
      log.warn("This node is the only one: when it dies, nobody takes over. Run three.");
    } else if (members < ENOUGH) {
      log.warn(
          "A cluster of {} has no majority without the one with the lowest address: when the"
              + " network between them breaks, or that one hangs, all stop. Run three.",
          members);
    }
  }
}
