package io.lyceum;

import com.typesafe.config.Config;
import io.lyceum.core.TopicId;
import io.lyceum.hub.FeedSurroundings;
import io.lyceum.hub.Hub;
import io.lyceum.hub.HubMetrics;
import io.lyceum.hub.HubSettings;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.NodeLife;
import io.lyceum.platform.projection.JournalPulse;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.ProjectionSurroundings;
import io.lyceum.platform.projection.Projections;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.socket.SocketAuthentication;
import io.lyceum.socket.SocketRegistry;
import io.lyceum.socket.SocketSettings;
import io.lyceum.socket.SocketSurroundings;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The live half of a node: topics, hub, sockets and projections, for whatever kinds it is given.
 *
 * @param topics the door to every topic
 * @param sockets the sockets of this node
 * @param pulse tells projections of writes
 */
record LiveNode(Topics topics, ActorRef<SocketRegistry.Message> sockets, JournalPulse pulse) {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /** What a node is built of. */
  record Setup(
      Config lyceum,
      Database database,
      TopicKinds kinds,
      SocketAuthentication authentication,
      Clock clock,
      MeterRegistry meters) {}

  /** Starts it inside the guardian; the node should already be on its way into the cluster. */
  static LiveNode start(ActorContext<?> context, Setup setup) {
    Config lyceum = setup.lyceum();
    Database database = setup.database();
    Clock clock = setup.clock();
    MeterRegistry meters = setup.meters();
    TopicKinds kinds = setup.kinds();
    TopicSettings topicSettings = TopicSettings.of(lyceum);
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
            pulse::beat));
    Replay replay = new Replay(kinds, new DatabaseJournal(database));
    Topics topics =
        new ShardedTopics(
            kinds,
            entities,
            context.getSystem(),
            new History(replay, kinds, database),
            topicSettings);
    HubSettings hubSettings = HubSettings.of(lyceum);
    FeedSurroundings feeds =
        new FeedSurroundings(
            entities,
            replay,
            hubSettings,
            topicSettings.maxReplay(),
            clock,
            new HubMetrics(meters));
    ActorRef<Hub.Message> hub = context.spawn(Hub.create(feeds), "hub");
    SocketSurroundings sockets =
        new SocketSurroundings(
            SocketSettings.of(lyceum),
            setup.authentication(),
            topics,
            entities,
            hub,
            clock,
            System::nanoTime,
            ThreadLocalRandom::current);
    DuePoller.start(context.getSystem(), database, entities, clock);
    ActorRef<SocketRegistry.Message> registry =
        context.spawn(SocketRegistry.create(sockets, meters), "sockets");
    drainBeforeLeaving(context.getSystem(), registry, hub);
    return new LiveNode(topics, registry, pulse);
  }

  /**
   * Clients are sent elsewhere while this node still works; then it stops following topics, and
   * only then may its own move away.
   */
  private static void drainBeforeLeaving(
      ActorSystem<?> system, ActorRef<SocketRegistry.Message> sockets, ActorRef<Hub.Message> hub) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "drain-sockets",
            () ->
                AskPattern.ask(sockets, SocketRegistry.Drain::new, DRAIN, system.scheduler())
                    .exceptionally(_ -> Done.getInstance())
                    .thenCompose(_ -> AskPattern.ask(hub, Hub.Stop::new, DRAIN, system.scheduler()))
                    .exceptionally(_ -> Done.getInstance()));
  }

  /** Starts the projections and reactions of the kinds, and the runtime's own. */
  void project(
      ActorContext<?> context,
      Setup setup,
      List<Projection> projections,
      List<Reaction> reactions) {
    List<Projection> all = new ArrayList<>(projections);
    all.add(new DueProjection());
    int slices = setup.lyceum().getInt("projection.slices");
    ProjectionSurroundings around =
        new ProjectionSurroundings(
            setup.database(), RecordCodec::stored, pulse, slices, setup.meters());
    new Projections(context.getSystem(), around).start(all, reactions);
  }
}
