package io.lyceum;

import io.lyceum.core.TopicId;
import io.lyceum.hub.FeedSurroundings;
import io.lyceum.hub.Hub;
import io.lyceum.hub.HubMetrics;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.NodeLife;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.personal.JournalSealing;
import io.lyceum.platform.projection.JournalPulse;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.ProjectionSurroundings;
import io.lyceum.platform.projection.Projections;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.settings.NodeRole;
import io.lyceum.socket.SharedLimits;
import io.lyceum.socket.SocketAuthentication;
import io.lyceum.socket.SocketRegistry;
import io.lyceum.socket.SocketSurroundings;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.Preparations;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.TopicMetrics;
import io.lyceum.topic.TopicSettings;
import io.lyceum.topic.Topics;
import io.lyceum.topic.alarm.DuePoller;
import io.lyceum.topic.alarm.DueProjection;
import io.lyceum.topic.entity.History;
import io.lyceum.topic.entity.ShardedTopics;
import io.lyceum.topic.entity.Surroundings;
import io.lyceum.topic.entity.TopicMessage;
import io.lyceum.topic.entity.TopicRegion;
import io.lyceum.topic.frame.Replay;
import io.lyceum.topic.journal.DatabaseJournal;
import io.lyceum.topic.journal.RecordCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The live half of a node, as much of it as its roles say: topics, hub and sockets, projections,
 * for whatever kinds it is given.
 *
 * @param topics the door to every topic, wherever it lives
 * @param sockets the sockets of this node; only with the role {@code edge}
 * @param pulse tells projections of writes
 * @param leaving how the node goes
 * @param forgetting told of people who are erased
 */
record LiveNode(
    Topics topics,
    Optional<ActorRef<SocketRegistry.Message>> sockets,
    JournalPulse pulse,
    Leaving leaving,
    Forgetting forgetting) {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /** What a node is built of. */
  record Setup(
      NodeSettings.Live settings,
      Database database,
      TopicKinds kinds,
      Preparations preparations,
      SocketAuthentication authentication,
      Clock clock,
      MeterRegistry meters,
      Attendant attendant) {}

  /** Starts it inside the guardian; the node should already be on its way into the cluster. */
  static LiveNode start(ActorContext<?> context, Setup setup) {
    Database database = setup.database();
    Clock clock = setup.clock();
    MeterRegistry meters = setup.meters();
    TopicKinds kinds = setup.kinds();
    TopicSettings topicSettings = setup.settings().topic();
    String node = Cluster.get(context.getSystem()).selfMember().address().toString();
    NodeLife life = NodeLife.start(context.getSystem(), node, database, clock);
    JournalPulse pulse =
        new JournalPulse(CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
    TopicRegion region = new TopicRegion(context.getSystem());
    Function<TopicId, RecipientRef<TopicMessage>> entities = region::entity;
    region.start(
        kinds,
        new Surroundings(
            clock,
            topicSettings,
            new TopicMetrics(meters),
            entities,
            life::lastSeen,
            ThreadLocalRandom::current,
            pulse::beat,
            setup.attendant()));
    Replay replay =
        new Replay(
            kinds,
            new DatabaseJournal(database, JournalSealing.get(context.getSystem())),
            topicSettings.replayCacheBytes());
    Topics topics =
        new ShardedTopics(
            kinds,
            entities,
            context.getSystem(),
            new History(replay, kinds, database),
            setup.preparations(),
            topicSettings);
    Leaving leaving = new Leaving(context.getSystem());
    if (has(context, NodeRole.WORK)) {
      DuePoller.start(context.getSystem(), database, entities, clock);
    }
    Optional<ActorRef<Hub.Message>> hub =
        has(context, NodeRole.EDGE)
            ? Optional.of(hub(context, setup, entities, replay))
            : Optional.empty();
    return new LiveNode(
        topics,
        hub.map(feeds -> sockets(context, setup, topics, entities, feeds, leaving)),
        pulse,
        leaving,
        new Forgetting(region, replay, hub));
  }

  private static ActorRef<Hub.Message> hub(
      ActorContext<?> context,
      Setup setup,
      Function<TopicId, RecipientRef<TopicMessage>> entities,
      Replay replay) {
    FeedSurroundings feeds =
        new FeedSurroundings(
            entities,
            replay,
            setup.settings().hub(),
            setup.settings().topic().maxReplay(),
            setup.clock(),
            new HubMetrics(setup.meters()));
    return context.spawn(Hub.create(feeds), "hub");
  }

  private static ActorRef<SocketRegistry.Message> sockets(
      ActorContext<?> context,
      Setup setup,
      Topics topics,
      Function<TopicId, RecipientRef<TopicMessage>> entities,
      ActorRef<Hub.Message> hub,
      Leaving leaving) {
    SocketSurroundings sockets =
        new SocketSurroundings(
            setup.settings().socket(),
            new SharedLimits(
                setup.settings().limits(), new LimitMeters(setup.meters()), System::nanoTime),
            setup.authentication(),
            topics,
            entities,
            hub,
            setup.clock(),
            System::nanoTime,
            ThreadLocalRandom::current);
    ActorRef<SocketRegistry.Message> registry =
        context.spawn(SocketRegistry.create(sockets, setup.meters()), "sockets");
    drainBeforeLeaving(context.getSystem(), leaving, registry, hub);
    return registry;
  }

  private static boolean has(ActorContext<?> context, NodeRole role) {
    return Cluster.get(context.getSystem()).selfMember().hasRole(role.text());
  }

  /**
   * Clients are sent elsewhere while this node still works; then it stops following topics, and
   * only then may its own move away.
   */
  private static void drainBeforeLeaving(
      ActorSystem<?> system,
      Leaving leaving,
      ActorRef<SocketRegistry.Message> sockets,
      ActorRef<Hub.Message> hub) {
    leaving.beforeUnbind(
        "drain-sockets",
        () -> {
          leaving.step("clients are sent elsewhere");
          return AskPattern.ask(sockets, SocketRegistry.Drain::new, DRAIN, system.scheduler())
              .handle(
                  (_, late) -> {
                    leaving.step(late == null ? "sockets are gone" : "sockets are cut");
                    return Done.getInstance();
                  })
              .thenCompose(_ -> AskPattern.ask(hub, Hub.Stop::new, DRAIN, system.scheduler()))
              .handle(
                  (_, _) -> {
                    leaving.step("the hub is stopped");
                    return Done.getInstance();
                  });
        });
  }

  /**
   * Starts the projections and reactions of the kinds, and the runtime's own; nothing without the
   * role {@code work}.
   */
  void project(
      ActorContext<?> context,
      Setup setup,
      List<Projection> projections,
      List<Reaction> reactions) {
    if (!has(context, NodeRole.WORK)) {
      return;
    }
    List<Projection> all = new ArrayList<>(projections);
    all.add(new DueProjection(setup.kinds()));
    JournalSealing sealing = JournalSealing.get(context.getSystem());
    ProjectionSurroundings around =
        new ProjectionSurroundings(
            setup.database(),
            (topic, seq, manifest, stored) ->
                RecordCodec.stored(topic, seq, manifest, sealing.open(topic.key(), stored)),
            pulse,
            setup.settings().slices(),
            setup.meters());
    new Projections(context.getSystem(), around).start(all, reactions);
  }
}
