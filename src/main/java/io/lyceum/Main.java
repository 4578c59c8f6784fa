package io.lyceum;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import io.lyceum.launch.ParentWatch;
import io.lyceum.platform.StartProblem;
import io.lyceum.platform.cluster.SafetyChecks;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.DatabaseChecks;
import io.lyceum.platform.database.EmbeddedDatabase;
import io.lyceum.platform.database.Migrations;
import io.lyceum.platform.database.Pools;
import io.lyceum.platform.http.PortInUse;
import io.lyceum.platform.log.Logging;
import io.lyceum.platform.metrics.Metrics;
import io.lyceum.platform.settings.ClusterSettings;
import io.lyceum.platform.settings.Settings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Starts a node: settings, database, then the actors; or a database alone. Or makes an
 * administrator and ends.
 */
public final class Main {
  private Main() {}

  /**
   * Ends with 2 for a wrong setting, 3 for a port in use, 4 for a database that cannot be used;
   * each with one line that says so.
   */
  public static void main(String[] arguments) {
    try {
      ParentWatch.start();
      if (arguments.length > 0 && arguments[0].equals(LocalDatabase.COMMAND)) {
        LocalDatabase.run(arguments);
      } else if (arguments.length > 0 && arguments[0].equals(AdminCommand.COMMAND)) {
        AdminCommand.run(arguments, System.getenv());
      } else {
        NodeSettings node = NodeSettings.load(System.getenv());
        Logging.apply(node.platform().reader());
        start(node);
      }
    } catch (StartProblem problem) {
      System.err.println(problem.getMessage());
      System.exit(problem.exitCode());
    }
  }

  private static void start(NodeSettings node) {
    Settings settings = node.platform();
    PortInUse.check(settings.http().host(), settings.http().port());
    Optional<EmbeddedDatabase> embedded =
        settings.database().external().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedDatabase.start(settings.dataDirectory()));
    CompletableFuture<Void> actorsDone = new CompletableFuture<>();
    embedded.ifPresent(database -> database.stopAfter(actorsDone));
    DatabaseAddress address =
        settings.database().external().orElseGet(() -> embedded.orElseThrow().node());
    Optional<DatabaseAddress> owner =
        embedded.map(EmbeddedDatabase::address).or(settings.database()::migration);
    Config actorSystem = settings.actorSystem(address);
    SafetyChecks.run(actorSystem);
    Metrics metrics = new Metrics();
    HikariDataSource pool = Pools.open(address, settings.database().pools(), metrics.registry());
    migrate(owner, address, pool);
    CompletableFuture<Void> ready = new CompletableFuture<>();
    ActorSystem<Void> system =
        ActorSystem.create(
            Guardian.create(node, pool, owner.map(Pools::unpooled).orElse(pool), metrics, ready),
            ClusterSettings.SYSTEM,
            actorSystem);
    system.getWhenTerminated().whenComplete((_, _) -> actorsDone.complete(null));
    ready.exceptionally(failure -> fail(system, failure));
  }

  /**
   * @param owner whose the schema is, unless it is the node's own role's
   */
  private static void migrate(
      Optional<DatabaseAddress> owner, DatabaseAddress node, DataSource pool) {
    owner.ifPresentOrElse(role -> Migrations.run(role, node.user()), () -> Migrations.run(pool));
    DatabaseChecks.run(pool);
    DatabaseChecks.role(pool, owner.isPresent());
  }

  private static Void fail(ActorSystem<?> system, Throwable failure) {
    // Told to stop while it was starting: what failed then is no news, and exiting would wait for
    // itself.
    if (CoordinatedShutdown.get(system).getShutdownReason().isPresent()) {
      return null;
    }
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof StartProblem)) {
      cause = cause.getCause();
    }
    int exitCode = 1;
    if (cause instanceof StartProblem problem) {
      System.err.println(problem.getMessage());
      exitCode = problem.exitCode();
    } else {
      system.log().error("The node cannot start", failure);
    }
    exit(exitCode);
    return null;
  }

  /** In a thread of its own: the caller's may be one that the shutdown waits for. */
  private static void exit(int code) {
    Thread.ofPlatform().name("exit").start(() -> System.exit(code));
  }
}
