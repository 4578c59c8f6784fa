package io.lyceum;

import io.lyceum.call.CallTopic;
import io.lyceum.chat.ChatTopic;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.flow.CallRings;
import io.lyceum.flow.ClassEndsQuiz;
import io.lyceum.flow.ClassGovernsChat;
import io.lyceum.flow.ClassSplits;
import io.lyceum.flow.DemoSchool;
import io.lyceum.flow.QuizCounts;
import io.lyceum.flow.QuizInClass;
import io.lyceum.flow.replay.ReplayRoutes;
import io.lyceum.identity.DemoPeople;
import io.lyceum.identity.school.Appointment;
import io.lyceum.identity.token.Tokens;
import io.lyceum.inbox.InboxTopic;
import io.lyceum.media.relay.IceRoutes;
import io.lyceum.media.relay.IceServers;
import io.lyceum.platform.audit.AuditRoutes;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.front.SocketTaker;
import io.lyceum.platform.gateway.Gateway;
import io.lyceum.platform.gateway.TrustedProxies;
import io.lyceum.platform.health.Readiness;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.HttpServer;
import io.lyceum.platform.http.OpsRoutes;
import io.lyceum.platform.http.SpecRoutes;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.log.Logging;
import io.lyceum.platform.metrics.Metrics;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.PersonalRecords;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.vault.Erasure;
import io.lyceum.progress.ProgressGuardians;
import io.lyceum.progress.ProgressTopic;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.socket.LeanSockets;
import io.lyceum.socket.Origins;
import io.lyceum.socket.SocketRegistry;
import io.lyceum.socket.SocketRoute;
import io.lyceum.socket.SocketSettings;
import io.lyceum.socket.SocketTransport;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.Preparations;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.TopicRoutes;
import io.lyceum.topic.Topics;
import io.lyceum.topic.audit.AuditProjection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * The only place where all is wired: which kinds there are, what follows from what, and what the
 * node offers.
 */
final class Guardian {
  private final ActorContext<Void> context;
  private final NodeSettings node;
  private final Settings settings;
  private final DataSource owner;
  private final Metrics metrics;
  private final Clock clock = Clock.systemUTC();
  private final Database database;
  private final Identity identity;
  private final Privacy privacy;
  private final Readiness readiness;
  private final Media media;

  private Guardian(
      ActorContext<Void> context,
      NodeSettings node,
      DataSource pool,
      DataSource owner,
      Metrics metrics) {
    this.context = context;
    this.node = node;
    this.settings = node.platform();
    this.owner = owner;
    this.metrics = metrics;
    this.readiness = new Readiness(metrics.registry());
    this.database = new Database(pool, Executors.newVirtualThreadPerTaskExecutor());
    this.media = new Media(context.getSystem(), node, database, clock);
    this.identity = new Identity(settings, database, clock, metrics.registry());
    this.privacy = new Privacy(context.getSystem(), settings, database, metrics.registry());
    Logging.node(Cluster.get(context.getSystem()).selfMember().address().hostPort());
  }

  /**
   * @param owner enters as who owns the tables
   * @param ready completes when commands are served, fails with what stands in the way
   */
  static Behavior<Void> create(
      NodeSettings settings,
      DataSource pool,
      DataSource owner,
      Metrics metrics,
      CompletableFuture<Void> ready) {
    return Behaviors.setup(
        context -> {
          try {
            new Guardian(context, settings, pool, owner, metrics)
                .start()
                .whenComplete((_, failure) -> tell(ready, failure));
          } catch (RuntimeException failure) {
            tell(ready, failure);
          }
          return Behaviors.empty();
        });
  }

  private static void tell(CompletableFuture<Void> ready, @Nullable Throwable failure) {
    if (failure == null) {
      ready.complete(null);
    } else {
      ready.completeExceptionally(failure);
    }
  }

  private List<LiveKind> kinds() {
    return List.of(
        new ChatTopic(),
        new ClassroomTopic(media.isOn()),
        new QuizTopic(node.quiz()),
        new ProgressTopic(),
        new InboxTopic(),
        new CallTopic(node.call()));
  }

  private List<Reaction> flows(Topics topics) {
    List<Reaction> flows =
        new ArrayList<>(
            List.of(
                new QuizInClass(topics),
                new ClassEndsQuiz(topics),
                new ClassGovernsChat(topics, database),
                new QuizCounts(topics),
                new ClassSplits(topics),
                new CallRings(topics)));
    flows.addAll(media.flows());
    return flows;
  }

  private CompletionStage<?> start() {
    List<LiveKind> kinds = kinds();
    LiveNode.Setup setup =
        new LiveNode.Setup(
            node.live(),
            database,
            new TopicKinds(kinds.stream().<TopicKind<?, ?, ?>>map(LiveKind::topic).toList()),
            Preparations.of(kinds, database),
            identity::verify,
            clock,
            metrics.registry(),
            media.attendant());
    Membership.begin(context, settings, database, clock, metrics.registry());
    LiveNode live = LiveNode.start(context, setup);
    media.start(context, live.topics(), metrics.registry());
    identity.watch(context.getSystem(), live.sockets());
    privacy.start(live.forgetting(), setup.kinds(), owner);
    NodeMetrics.start(context, database, clock, metrics.registry());
    List<Projection> projections = new ArrayList<>();
    kinds.forEach(kind -> projections.addAll(kind.projections()));
    projections.add(new AuditProjection(kinds));
    live.project(context, setup, projections, flows(live.topics()));
    PersonalRecords records = privacy.records(identity.personalData(), kinds, media.personalData());
    identity
        .retention(expiries(kinds, live.topics()), new Erasure(records))
        .start(context.getSystem());
    HttpServer server =
        new HttpServer(
            api(kinds, live, records),
            live.sockets().flatMap(this::leanSockets),
            new OpsRoutes(readiness, metrics, identity::published),
            new Gateway(
                settings.http(),
                node.live().limits(),
                identity.tokens(),
                new LimitMeters(metrics.registry())),
            metrics.registry());
    ReadinessProbe.start(
        context.getSystem(),
        readiness,
        database,
        live.topics(),
        live.leaving(),
        settings.http().leaveNotice());
    return server
        .bind(context.getSystem(), settings.http())
        .thenCompose(
            binding ->
                demo(live.topics()).thenRun(() -> Banner.print(settings, binding.localAddress())));
  }

  /** Empty when Pekko HTTP carries the sockets. */
  private Optional<SocketTaker> leanSockets(ActorRef<SocketRegistry.Message> sockets) {
    SocketSettings socket = node.live().socket();
    return socket.transport() == SocketTransport.LEAN
        ? Optional.of(new LeanSockets(sockets, origins(), proxies(), socket))
        : Optional.empty();
  }

  private Origins origins() {
    return new Origins(settings.http().allowedOrigins(), settings.http().host());
  }

  private TrustedProxies proxies() {
    return new TrustedProxies(settings.http().trustedProxies());
  }

  /** Nothing on a node that serves no clients. */
  private List<ApiRoutes> api(List<LiveKind> kinds, LiveNode live, PersonalRecords records) {
    return live.sockets().map(sockets -> api(kinds, live, records, sockets)).orElse(List.of());
  }

  private List<ApiRoutes> api(
      List<LiveKind> kinds,
      LiveNode live,
      PersonalRecords records,
      ActorRef<SocketRegistry.Message> sockets) {
    Tokens tokens = identity.tokens();
    List<ApiRoutes> api = new ArrayList<>();
    api.add(new SocketRoute(context.getSystem(), sockets, origins(), node.live().socket()));
    api.addAll(
        identity.routes(
            context.getSystem(),
            sockets,
            new ProgressGuardians(live.topics(), database),
            new Erasure(records)));
    api.add(identity.exports(records));
    api.add(media.routes(tokens, live.topics()));
    api.add(new TopicRoutes(live.topics(), tokens));
    api.add(new ReplayRoutes(tokens, live.topics(), database, clock));
    api.add(new AuditRoutes(database, tokens, clock));
    api.add(new SpecRoutes());
    api.add(iceRoutes(live.topics()));
    kinds.forEach(kind -> api.addAll(kind.routes(resources(live.topics()))));
    return api;
  }

  private IceRoutes iceRoutes(Topics topics) {
    return new IceRoutes(
        identity.tokens(),
        topics,
        new IceServers(node.call().turn(), clock),
        List.of(CallTopic.NAME, ClassroomTopic.NAME));
  }

  private LiveKind.Resources resources(Topics topics) {
    return new LiveKind.Resources(topics, database, identity.tokens());
  }

  private List<Expiry> expiries(List<LiveKind> kinds, Topics topics) {
    List<Expiry> expiries = new ArrayList<>(List.of(media.expiry()));
    kinds.forEach(kind -> expiries.addAll(kind.expiries(resources(topics))));
    return expiries;
  }

  private CompletionStage<?> demo(Topics topics) {
    if (!settings.demo()) {
      return CompletableFuture.runAsync(
          () -> {
            DemoPeople.lock(database.jdbi());
            Appointment.remind(database.jdbi());
          },
          database.blocking());
    }
    return DemoPeople.seed(database.jdbi(), identity.passwords(), database.blocking())
        .thenCompose(_ -> new DemoSchool(topics, database).open());
  }
}
