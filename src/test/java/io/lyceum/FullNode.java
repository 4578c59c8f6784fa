package io.lyceum;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.metrics.Metrics;
import io.lyceum.platform.settings.ClusterSettings;
import io.lyceum.platform.settings.HttpSettings;
import io.lyceum.platform.settings.Settings;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.postgresql.ds.PGSimpleDataSource;

/** The whole server in this JVM, wired by the guardian, with the demo school. */
public final class FullNode implements AutoCloseable {
  private final ActorSystem<Void> system;
  private final int port;

  private FullNode(ActorSystem<Void> system, int port) {
    this.system = system;
    this.port = port;
  }

  public static FullNode start(TestDatabase database) {
    return start(database, Map.of());
  }

  /** The same with more of the environment set. */
  public static FullNode start(TestDatabase database, Map<String, String> environment) {
    return start(database.address(), environment);
  }

  /** On any database that is migrated. */
  public static FullNode start(DatabaseAddress database, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    // All of a test comes from one address.
    all.putIfAbsent("LYCEUM_LIMITS", "off");
    all.put("LYCEUM_DATABASE_URL", database.url());
    all.put("LYCEUM_DATABASE_USER", database.user());
    all.put("LYCEUM_DATABASE_PASSWORD", database.password());
    NodeSettings node = NodeSettings.load(all);
    Settings given = node.platform();
    // Some settings name the address the node will have.
    int port = all.containsKey("LYCEUM_HTTP_PORT") ? given.http().port() : freePort();
    HttpSettings http =
        new HttpSettings(
            given.http().host(),
            port,
            given.http().allowedOrigins(),
            given.http().trustedProxies(),
            given.http().shutdownGrace(),
            given.http().leaveNotice());
    // The demo is not to be had with an external database; a test may.
    Settings settings =
        new Settings(
            http,
            given.database(),
            given.cluster(),
            given.identity(),
            given.mail(),
            given.dataDirectory(),
            true,
            given.reader());
    Config config =
        ConfigFactory.parseString(
                "pekko.coordinated-shutdown.exit-jvm = off,"
                    + " pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off")
            .withFallback(settings.actorSystem(database))
            .resolve();
    CompletableFuture<Void> ready = new CompletableFuture<>();
    ActorSystem<Void> system =
        ActorSystem.create(
            Guardian.create(
                new NodeSettings(
                    settings,
                    node.live(),
                    node.quiz(),
                    node.call(),
                    node.janus(),
                    node.recording(),
                    node.store()),
                pool(database),
                pool(database),
                new Metrics(),
                ready),
            ClusterSettings.SYSTEM,
            config);
    ready.orTimeout(60, TimeUnit.SECONDS).join();
    return new FullNode(system, port);
  }

  public int port() {
    return port;
  }

  private static DataSource pool(DatabaseAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    return source;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** A port that nobody has at the moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
