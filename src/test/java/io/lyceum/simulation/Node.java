package io.lyceum.simulation;

import io.lyceum.core.TopicId;
import io.lyceum.hub.FeedSurroundings;
import io.lyceum.hub.Hub;
import io.lyceum.hub.HubMetrics;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.socket.SharedLimits;
import io.lyceum.socket.SocketSurroundings;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.Preparations;
import io.lyceum.topic.TopicMetrics;
import io.lyceum.topic.entity.History;
import io.lyceum.topic.entity.ShardedTopics;
import io.lyceum.topic.entity.Surroundings;
import io.lyceum.topic.entity.TopicMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;

/** One process: its hub, its sockets, its half of the shard region, its clock. */
final class Node {
  /** Its own name, another after each restart. */
  final String name;

  final MeterRegistry meters = new SimpleMeterRegistry();
  private final World world;
  private final List<ActorRef<?>> actors = new ArrayList<>();
  private final Map<TopicId, ActorRef<TopicMessage>> regions = new LinkedHashMap<>();
  private final Clock clock;
  private final SocketSurroundings sockets;
  private final Surroundings entities;
  private long skewNanos;
  private long frozenUntil;
  private boolean alive = true;

  Node(World world, String name) {
    this.world = world;
    this.name = name;
    this.clock = new NodeClock();
    Machine machine = world.machine();
    Function<TopicId, RecipientRef<TopicMessage>> reach = this::region;
    this.entities =
        new Surroundings(
            clock,
            Figures.TOPIC,
            new TopicMetrics(meters),
            reach,
            last -> last,
            () -> machine.random,
            () -> {},
            Attendant.NONE);
    FeedSurroundings feeds =
        new FeedSurroundings(
            reach,
            world.replay(),
            Figures.HUB,
            Figures.TOPIC.maxReplay(),
            clock,
            new HubMetrics(meters));
    ActorRef<Hub.Message> hub = spawn(Hub.create(feeds), "hub");
    ShardedTopics topics =
        new ShardedTopics(
            world.kinds(),
            reach,
            world.system().typed(),
            new History(world.replay(), world.kinds(), Figures.NO_DATABASE),
            Preparations.NONE,
            Figures.TOPIC);
    this.sockets =
        new SocketSurroundings(
            Figures.SOCKET,
            new SharedLimits(Figures.LIMITS, new LimitMeters(meters), machine::nanos),
            token -> Figures.verify(token, clock.instant()),
            topics,
            reach,
            hub,
            clock,
            machine::nanos,
            () -> machine.random);
  }

  SocketSurroundings sockets() {
    return sockets;
  }

  Surroundings entities() {
    return entities;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isFrozen() {
    return frozenUntil > world.machine().nanos();
  }

  void freeze(long nanos) {
    frozenUntil = world.machine().nanos() + nanos;
  }

  void skew(long nanos) {
    skewNanos = nanos;
  }

  <T> ActorRef<T> spawn(Behavior<T> behavior, String what) {
    ActorRef<T> actor = world.system().spawn(behavior, name + '~' + what);
    actors.add(actor);
    return actor;
  }

  /** This node's way to a topic. */
  private RecipientRef<TopicMessage> region(TopicId topic) {
    return regions.computeIfAbsent(
        topic, _ -> spawn(world.regions().door(this, topic), "region-" + topic.id()));
  }

  /** What waits at this node's door to a topic may go on. */
  void flush(TopicId topic) {
    ActorRef<TopicMessage> region = regions.get(topic);
    if (region != null && alive) {
      region.tell(new Regions.Flush());
    }
  }

  /** The process is killed; nobody has noticed yet. */
  void die() {
    alive = false;
    frozenUntil = 0;
    world.network().kill(name);
  }

  /** The others notice. */
  void bury() {
    actors.forEach(PaperSystem::stop);
    actors.clear();
  }

  private final class NodeClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return world.machine().time().plusNanos(skewNanos);
    }
  }
}
