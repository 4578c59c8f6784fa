package io.lyceum;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.front.Binding;
import io.lyceum.platform.front.SocketTaker;
import io.lyceum.platform.gateway.TrustedProxies;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.settings.SettingReader;
import io.lyceum.platform.settings.Settings;
import io.lyceum.socket.LeanSockets;
import io.lyceum.socket.Origins;
import io.lyceum.socket.SocketAuthentication;
import io.lyceum.socket.SocketRegistry;
import io.lyceum.socket.SocketRoute;
import io.lyceum.socket.SocketSettings;
import io.lyceum.socket.SocketTransport;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.Preparations;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.TopicRoutes;
import io.lyceum.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A node with the real runtime, sockets and journal for the kinds of a test, in this JVM. A token
 * is simply {@code user[:school]}; who is called teacher is one.
 */
public final class TestNode implements AutoCloseable {
  /** What takes seconds so that real clusters stay calm need not in a test. */
  private static final String FAST_CLUSTER =
      """
      pekko.cluster {
        gossip-interval = 200ms, leader-actions-interval = 200ms, periodic-tasks-initial-delay = 100ms
        unreachable-nodes-reaper-interval = 200ms
        split-brain-resolver.stable-after = 1s, down-removal-margin = 1s
        failure-detector { heartbeat-interval = 300ms, acceptable-heartbeat-pause = 2s }
        sharding { retry-interval = 200ms, handoff-timeout = 3s, waiting-for-state-timeout = 1s }
        singleton { hand-over-retry-interval = 200ms }
        singleton-proxy { singleton-identification-interval = 200ms }
      }
      pekko.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout = 5s
      """;

  private static final Origins ORIGINS = new Origins(List.of(), "127.0.0.1");

  private final ActorSystem<Void> system;
  private final LiveNode live;
  private final MeterRegistry meters;
  private final int port;

  private TestNode(ActorSystem<Void> system, LiveNode live, MeterRegistry meters, int port) {
    this.system = system;
    this.meters = meters;
    this.live = live;
    this.port = port;
  }

  /** A node of its own. */
  public static TestNode start(
      TestDatabase database, String overrides, TopicKind<?, ?, ?>... kinds) {
    return start(database, Clock.systemUTC(), Optional.empty(), overrides, kinds);
  }

  /** A node that joins {@code seed}'s cluster when there is one. */
  public static TestNode start(
      TestDatabase database,
      Clock clock,
      Optional<TestNode> seed,
      String overrides,
      TopicKind<?, ?, ?>... kinds) {
    return start(database, clock, seed, Map.of(), overrides, kinds);
  }

  /** The same with settings by environment too. */
  public static TestNode start(
      TestDatabase database,
      Clock clock,
      Optional<TestNode> seed,
      Map<String, String> environment,
      String overrides,
      TopicKind<?, ?, ?>... kinds) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LYCEUM_DATABASE_URL", database.address().url());
    all.put("LYCEUM_DATABASE_USER", database.address().user());
    all.put("LYCEUM_DATABASE_PASSWORD", database.address().password());
    Settings settings = Settings.load(all);
    Config config =
        ConfigFactory.parseString(overrides)
            .withFallback(
                ConfigFactory.parseString(
                    FAST_CLUSTER
                        + "pekko.coordinated-shutdown.exit-jvm = off,"
                        + " pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off,"
                        + " pekko.cluster.min-nr-of-members = 1,"
                        + " lyceum.limits.enabled = off"))
            .withFallback(settings.actorSystem(database.address()))
            .resolve();
    MeterRegistry meters = new SimpleMeterRegistry();
    CompletableFuture<LiveNode> started = new CompletableFuture<>();
    Behavior<Void> guardian =
        Behaviors.setup(
            context -> {
              Cluster cluster = Cluster.get(context.getSystem());
              cluster
                  .manager()
                  .tell(
                      seed.isEmpty()
                          ? Join.create(cluster.selfMember().address())
                          : new JoinSeedNodes(
                              List.of(Cluster.get(seed.get().system).selfMember().address())));
              LiveNode.Setup setup = setup(config, database, clock, meters, kinds);
              LiveNode live = LiveNode.start(context, setup);
              live.project(context, setup, List.of(), List.of());
              started.complete(live);
              return Behaviors.empty();
            });
    ActorSystem<Void> system = ActorSystem.create(guardian, "lyceum", config);
    LiveNode live = started.orTimeout(20, TimeUnit.SECONDS).join();
    try {
      Awaitility.await("a member of the cluster")
          .atMost(Duration.ofSeconds(20))
          .until(() -> Cluster.get(system).selfMember().status().toString().equals("Up"));
    } catch (ConditionTimeoutException outside) {
      system.terminate();
      throw outside;
    }
    return new TestNode(
        system,
        live,
        meters,
        bind(system, live, config, new TrustedProxies(settings.http().trustedProxies())));
  }

  private static LiveNode.Setup setup(
      Config config,
      TestDatabase database,
      Clock clock,
      MeterRegistry meters,
      TopicKind<?, ?, ?>... kinds) {
    return new LiveNode.Setup(
        NodeSettings.Live.read(SettingReader.of(config)),
        new Database(database.dataSource(), Executors.newVirtualThreadPerTaskExecutor()),
        new TopicKinds(List.of(kinds)),
        Preparations.NONE,
        token ->
            caller(token)
                .map(
                    c ->
                        new SocketAuthentication.Verified(
                            c, Instant.now().plusSeconds(600), Optional.empty())),
        clock,
        meters,
        Attendant.NONE);
  }

  private static int bind(
      ActorSystem<Void> system, LiveNode live, Config config, TrustedProxies proxies) {
    Authentication authentication = TestNode::caller;
    SocketSettings settings = SocketSettings.read(SettingReader.of(config));
    TopicRoutes topics = new TopicRoutes(live.topics(), authentication);
    Route sockets =
        live.sockets()
            .map(registry -> new SocketRoute(system, registry, ORIGINS, settings).routes())
            .orElseGet(Directives::reject);
    Optional<SocketTaker> lean =
        live.sockets()
            .filter(_ -> settings.transport() == SocketTransport.LEAN)
            .map(registry -> new LeanSockets(registry, ORIGINS, proxies, settings));
    return Binding.open(
            system,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Directives.pathPrefix("v1", () -> Directives.concat(sockets, topics.routes()))
                .handler(system),
            lean)
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join()
        .localAddress()
        .getPort();
  }

  private static Optional<Caller> caller(String token) {
    if (token.isBlank() || token.equals("wrong")) {
      return Optional.empty();
    }
    String[] parts = token.split(":", -1);
    Role role = parts[0].startsWith("teacher") ? Role.TEACHER : Role.STUDENT;
    String school = parts.length > 1 ? parts[1] : "demo";
    return Optional.of(new Caller(new UserId(parts[0]), parts[0], role, new SchoolId(school)));
  }

  public int port() {
    return port;
  }

  public Topics topics() {
    return live.topics();
  }

  /** What a counter of this node's metrics stands at, or how often a timer was used. */
  public double count(String name) {
    return meters.find(name).counters().stream().mapToDouble(Counter::count).sum()
        + meters.find(name).timers().stream().mapToLong(Timer::count).sum();
  }

  LiveNode live() {
    return live;
  }

  public ActorSystem<Void> system() {
    return system;
  }

  /** Ends the sockets of a person everywhere. */
  public void signOut(String user) {
    live.sockets().orElseThrow().tell(new SocketRegistry.SignOut(new UserId(user), null));
  }

  /** Dies without a word to anybody. */
  public void crash() {
    ((ExtendedActorSystem) Adapter.toClassic(system)).finalTerminate();
    awaitEnd();
  }

  /** Leaves the cluster in good order and stops. */
  @Override
  public void close() {
    system.terminate();
    awaitEnd();
  }

  private void awaitEnd() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
  }
}
