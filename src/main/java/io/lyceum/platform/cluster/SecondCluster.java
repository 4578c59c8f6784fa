package io.lyceum.platform.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * Watches for nodes that use the same database but are not in this node's cluster. The journal's
 * primary key keeps both from writing the same entry, so nothing is lost; but each would refuse
 * what the other has opened. The smaller cluster gives way: its nodes stop, and join the other when
 * they are started again.
 */
public final class SecondCluster extends AbstractBehavior<SecondCluster.Message> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A node that is being taken out, or is just coming in, is no second cluster. */
  private static final int PATIENCE = 15;

  /** What this actor understands. */
  public sealed interface Message {}

  private enum Look implements Message {
    AGAIN
  }

  /** Null for a database that does not answer. */
  private record Found(@Nullable Set<String> others) implements Message {}

  private final Cluster cluster;
  private final NodeRows rows;
  private volatile int foreign;
  private int looks;

  private SecondCluster(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      NodeRows rows,
      MeterRegistry meters) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.rows = rows;
    Gauge.builder("lyceum.cluster.foreign.nodes", () -> foreign)
        .description("Nodes alive on the same database that are not in this node's cluster")
        .register(meters);
    timers.startTimerWithFixedDelay(Look.AGAIN, LOOK);
  }

  public static Behavior<Message> create(NodeRows rows, MeterRegistry meters) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new SecondCluster(context, timers, rows, meters)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, _ -> look())
        .onMessage(Found.class, found -> onFound(found.others()))
        .build();
  }

  private Behavior<Message> look() {
    CompletionStage<Set<String>> others = rows.others();
    getContext().pipeToSelf(others, (found, _) -> new Found(found));
    return this;
  }

  private Behavior<Message> onFound(@Nullable Set<String> others) {
    if (others == null || !cluster.selfMember().status().equals(MemberStatus.up())) {
      return this;
    }
    Set<String> mine =
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .map(member -> member.address().toString())
            .collect(Collectors.toSet());
    Set<String> strangers = new HashSet<>(others);
    strangers.removeAll(mine);
    foreign = strangers.size();
    looks = strangers.isEmpty() ? 0 : looks + 1;
    if (looks == PATIENCE) {
      getContext()
          .getLog()
          .error(
              "Two clusters use one database: this one of {}, another of {}",
              new TreeSet<>(mine),
              new TreeSet<>(strangers));
      giveWay(mine, strangers);
    }
    return this;
  }

  private void giveWay(Set<String> mine, Set<String> strangers) {
    boolean smaller = mine.size() < strangers.size();
    boolean even = mine.size() == strangers.size();
    String first = new TreeSet<>(mine).getFirst();
    if (smaller || (even && first.compareTo(new TreeSet<>(strangers).getFirst()) > 0)) {
      getContext().getLog().error("This node gives way and stops");
      CoordinatedShutdown.get(Adapter.toClassic(getContext().getSystem()))
          .runAll(CoordinatedShutdown.clusterDowningReason());
    }
  }
}
