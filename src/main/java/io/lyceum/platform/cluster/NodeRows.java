package io.lyceum.platform.cluster;

import io.lyceum.platform.database.Database;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * What nodes write about themselves in the database they share, once a second: the one place that
 * all of them can see whatever becomes of the network between them.
 */
public final class NodeRows {
  /** Several missed heartbeats; a node that was killed is taken for alive no longer than this. */
  static final Duration ALIVE = Duration.ofSeconds(5);

  /** Any number, as long as it is always the same. */
  private static final long FORMING = 7_301_001;

  private final Database database;
  private final String self;

  /**
   * @param self this node's address
   */
  public NodeRows(Database database, String self) {
    this.database = database;
    this.self = self;
  }

  /** The other nodes that are in a cluster and alive, by address. */
  CompletionStage<Set<String>> others() {
    return database.statement(this::others);
  }

  /**
   * The other nodes that are in a cluster; when there are none, this one is from now on. Of several
   * that ask at once only one is told that it is alone.
   */
  CompletionStage<Set<String>> othersOrAlone() {
    return database.transaction(
        handle -> {
          handle.execute("select pg_advisory_xact_lock(?)", FORMING);
          Set<String> others = others(handle);
          if (others.isEmpty()) {
            handle.execute(
                "insert into node_life (node, seen, alive_at, member) values (?, now(),"
                    + " clock_timestamp(), true) on conflict (node) do update set alive_at ="
                    + " excluded.alive_at, member = true",
                self);
          }
          return others;
        });
  }

  /** This node leaves its cluster: nobody should try to join through it. */
  CompletionStage<Void> left() {
    return database.transaction(
        handle -> {
          handle.execute("update node_life set member = false where node = ?", self);
          return null;
        });
  }

  private Set<String> others(Handle handle) {
    return handle
        .createQuery(
            "select node from node_life where node <> :self and (member or alive_at = 'epoch') and"
                // A node of the release before tells only when it was seen, by its own clock.
                + " case alive_at when 'epoch' then seen else alive_at end > clock_timestamp()"
                + " - :alive * interval '1 millisecond'")
        .bind("self", self)
        .bind("alive", ALIVE.toMillis())
        .mapTo(String.class)
        .set();
  }
}
