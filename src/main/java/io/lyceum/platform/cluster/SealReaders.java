package io.lyceum.platform.cluster;

import io.lyceum.platform.settings.ClusterSettings;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Whether every node of the cluster reads what is sealed. While nodes of an earlier release are
 * replaced one by one they do not; once all do, it stays so.
 */
public final class SealReaders implements BooleanSupplier {
  /** All nodes know by then who is in the cluster. */
  private static final long KNOWN = Duration.ofSeconds(5).toNanos();

  private final Cluster cluster;
  private volatile boolean all;
  private volatile long since;

  public SealReaders(ActorSystem<?> system) {
    this.cluster = Cluster.get(system);
  }

  @Override
  public boolean getAsBoolean() {
    if (!all && look(cluster.state())) {
      since = System.nanoTime();
      all = true;
    }
    return all;
  }

  /** Whether all nodes have found so: none of them writes in plain any more. */
  public boolean areSettled() {
    boolean alone = cluster.state().members().size() == 1;
    return getAsBoolean() && (alone || System.nanoTime() - since > KNOWN);
  }

  private static boolean look(CurrentClusterState state) {
    boolean any = false;
    for (Member member : state.getMembers()) {
      any = true;
      if (!member.hasRole(ClusterSettings.READS_SEALS)) {
        return false;
      }
    }
    return any;
  }
}
