package io.lyceum.platform.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A heartbeat of the node in the database. After a crash it tells when the cluster was last alive,
 * to a second, which is when people who do not come back were last seen.
 */
public final class NodeLife {
  private static final Logger log = LoggerFactory.getLogger(NodeLife.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Clock clock;
  private final Instant startedAt;
  private final Optional<Instant> lifeBefore;

  private NodeLife(Clock clock, Optional<Instant> lifeBefore) {
    this.clock = clock;
    this.startedAt = clock.instant();
    this.lifeBefore = lifeBefore;
  }

  /** Reads when the cluster was last alive and begins this node's own heartbeat. Blocking. */
  public static NodeLife start(ActorSystem<?> system, String node, Database database, Clock clock) {
    NodeLife life = new NodeLife(clock, lastSeen(database.jdbi()));
    database.repeat(system, Duration.ZERO, EVERY, () -> beat(database.jdbi(), system, node, clock));
    return life;
  }

  /**
   * When those who were in a topic at its last entry were surely last there, if they do not come
   * back after a recovery now.
   */
  public Instant lastSeen(Instant lastEntry) {
    boolean wasHereBeforeStart = lastEntry.isBefore(startedAt);
    return wasHereBeforeStart
        ? lifeBefore.filter(seen -> !seen.isBefore(lastEntry)).orElse(lastEntry)
        : clock.instant();
  }

  private static Optional<Instant> lastSeen(Jdbi jdbi) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select max(seen) from node_life").mapTo(Instant.class).findOne());
  }

  /**
   * Only a member moves the time others take it for alive by: a node that is about to form a
   * cluster has been granted that time, and must not lose it here.
   */
  private static void beat(Jdbi jdbi, ActorSystem<?> system, String node, Clock clock) {
    boolean member = Cluster.get(system).selfMember().status().equals(MemberStatus.up());
    String sql =
        member
            ? "insert into node_life (node, seen, alive_at, member) values (?, ?,"
                + " clock_timestamp(), true) on conflict (node) do update set seen ="
                + " excluded.seen, alive_at = excluded.alive_at, member = true"
            // Never 'epoch', by which nodes of the release before are known.
            : "insert into node_life (node, seen, alive_at) values (?, ?, '-infinity') on conflict"
                + " (node) do update set seen = excluded.seen, alive_at = case node_life.alive_at"
                + " when 'epoch' then '-infinity' else node_life.alive_at end";
    try {
      jdbi.useHandle(handle -> handle.execute(sql, node, clock.instant()));
    } catch (RuntimeException e) {
      log.debug("no heartbeat written: {}", e.getMessage());
    }
  }
}
