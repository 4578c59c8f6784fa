package io.lyceum.platform.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node into the cluster of its database: it joins the members it finds alive there, and
 * forms a cluster only when there are none. Whom it cannot reach it keeps trying to join; a second
 * cluster on the same database it never forms.
 */
public final class Formation extends AbstractBehavior<Formation.Message> {
  private static final Logger log = LoggerFactory.getLogger(Formation.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Tries of joining before it is worth a warning. */
  private static final int PATIENCE = 20;

  /** What this actor understands. */
  public sealed interface Message {}

  private enum Look implements Message {
    AGAIN
  }

  /** Null for a database that does not answer. */
  private record Found(@Nullable Set<String> others) implements Message {}

  private final Cluster cluster;
  private final NodeRows rows;
  private Set<String> joining = Set.of();
  private int tries;

  private Formation(ActorContext<Message> context, TimerScheduler<Message> timers, NodeRows rows) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.rows = rows;
    timers.startTimerWithFixedDelay(Look.AGAIN, Duration.ZERO, LOOK);
    sayGoodbye(context.getSystem(), rows);
  }

  /** Ends when the node is a member. */
  public static Behavior<Message> create(NodeRows rows) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Formation(context, timers, rows)));
  }

  private static void sayGoodbye(ActorSystem<?> system, NodeRows rows) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseClusterExitingDone(),
            "no longer a member",
            () ->
                rows.left()
                    .thenApply(_ -> Done.getInstance())
                    .exceptionally(_ -> Done.getInstance()));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, _ -> look())
        .onMessage(Found.class, found -> onFound(found.others()))
        .build();
  }

  private Behavior<Message> look() {
    if (cluster.selfMember().status().equals(MemberStatus.up())) {
      return Behaviors.stopped();
    }
    CompletionStage<Set<String>> others = joining.isEmpty() ? rows.othersOrAlone() : rows.others();
    getContext().pipeToSelf(others, (found, _) -> new Found(found));
    return this;
  }

  private Behavior<Message> onFound(@Nullable Set<String> others) {
    if (others == null || !cluster.selfMember().status().equals(MemberStatus.removed())) {
      return this;
    }
    if (others.isEmpty() && joining.isEmpty()) {
      log.info("No other node is alive on this database: forming a cluster");
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    } else if (others.isEmpty()) {
      // Whom it wanted to join has died: the next look may find it alone.
      joining = Set.of();
    } else {
      join(others);
    }
    return this;
  }

  private void join(Set<String> others) {
    if (!others.equals(joining)) {
      joining = others;
      log.info("Joining the cluster of {}", others);
      List<Address> contacts = others.stream().sorted().map(AddressFromURIString::parse).toList();
      cluster.manager().tell(new JoinSeedNodes(contacts));
    }
    if (++tries % PATIENCE == 0) {
      log.warn(
          "{} are alive on this database, but do not let this node in. Can they be reached from"
              + " here, and have they certificates of the same authority?",
          others);
    }
  }
}
