package io.lyceum.simulation;

import io.lyceum.core.TopicId;
import io.lyceum.topic.Answer;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.entity.TopicEntity;
import io.lyceum.topic.entity.TopicMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.actor.testkit.typed.internal.FunctionRef;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;
import scala.runtime.BoxedUnit;

/**
 * Stands for cluster sharding: one entity a topic, moved, lost with its node, and in bad hours two
 * at once. What reaches a topic while it moves waits or is lost.
 */
final class Regions {
  /** What waits may go on. */
  record Flush() implements TopicMessage.Internal {}

  /** One running entity. */
  record Instance(ActorRef<TopicMessage> entity, Node node) {}

  private static final class Place {
    private @Nullable Instance holder;
    private boolean leaving;

    /** The second one of a split brain, and the nodes that believe in it. */
    private @Nullable Instance rival;

    private int generation;
    private final Set<Node> believers = new HashSet<>();
  }

  private static final int MOST_WAITING = 50;

  private final World world;
  private final TopicKind<?, ?, ?> kind;
  private final Map<TopicId, Place> places = new LinkedHashMap<>();
  private int started;

  Regions(World world, TopicKind<?, ?, ?> kind) {
    this.world = world;
    this.kind = kind;
  }

  /** The actor at a node through which everything for a topic goes. */
  Behavior<TopicMessage> door(Node node, TopicId topic) {
    Deque<TopicMessage> waiting = new ArrayDeque<>();
    return Behaviors.receiveMessage(
        message -> {
          if (!(message instanceof Flush) && waiting.size() < MOST_WAITING) {
            waiting.add(message);
          }
          Instance instance = waiting.isEmpty() ? null : find(node, topic);
          while (instance != null && !waiting.isEmpty()) {
            instance.entity().tell(crossing(waiting.remove(), node, instance.node()));
          }
          return Behaviors.same();
        });
  }

  private @Nullable Instance find(Node node, TopicId topic) {
    Place place = place(topic);
    if (place.rival != null && place.believers.contains(node)) {
      return place.rival;
    }
    if (place.leaving) {
      return null;
    }
    if (place.holder == null) {
      place.holder = start(topic, world.anyNode());
    }
    return place.holder;
  }

  /** An answer travels back like any message. */
  private TopicMessage crossing(TopicMessage message, Node from, Node to) {
    if (!(message instanceof TopicMessage.Submit submit) || from == to) {
      return message;
    }
    ActorRef<Answer> back =
        ref(
            "answer",
            answer ->
                world.network().carry(to.name, from.name, () -> submit.replyTo().tell(answer)));
    return new TopicMessage.Submit(
        submit.caller(),
        submit.id(),
        submit.follows(),
        submit.type(),
        submit.data(),
        submit.fromServer(),
        submit.trace(),
        back);
  }

  /** How many entities the topic has had. */
  int generation(String wire) {
    return place(world.topic(wire)).generation;
  }

  private Instance start(TopicId topic, Node node) {
    place(topic).generation++;
    ActorRef<ClusterSharding.ShardCommand> shard =
        ref("shard", command -> world.machine().after(0, () -> passivate(topic, command)));
    return new Instance(
        node.spawn(
            TopicEntity.create(topic, kind, node.entities(), shard),
            "entity-" + topic.id() + '-' + ++started),
        node);
  }

  private void passivate(TopicId topic, ClusterSharding.ShardCommand command) {
    if (command instanceof ClusterSharding.Passivate<?> passivate) {
      Place place = place(topic);
      Instance holder = place.holder;
      if (holder != null && holder.entity().equals(passivate.entity())) {
        move(topic);
      }
    }
  }

  /** Hands the topic over, if it is anywhere. */
  void move(TopicId topic) {
    Place place = place(topic);
    Instance holder = place.holder;
    if (holder != null && !place.leaving && holder.node().isAlive()) {
      place.leaving = true;
      holder.entity().tell(new TopicMessage.Stop());
      // What sharding does with one that will not stop.
      world
          .machine()
          .after(world.machine().between(9_000, 10_000), () -> endIfStill(place, holder));
    }
  }

  private static void endIfStill(Place place, Instance holder) {
    if (place.leaving && holder.equals(place.holder)) {
      PaperSystem.stop(holder.entity());
    }
  }

  /** The entity's actor is lost, its node is not. */
  void kill(TopicId topic) {
    Instance holder = place(topic).holder;
    if (holder != null) {
      place(topic).leaving = true;
      PaperSystem.stop(holder.entity());
    }
  }

  /** Some nodes believe that the topic lives elsewhere, and there it does. */
  void split(TopicId topic) {
    Place place = place(topic);
    Instance holder = place.holder;
    if (holder != null && place.rival == null && !place.leaving) {
      place.believers.clear();
      world.nodes().stream().filter(_ -> world.machine().chance(0.5)).forEach(place.believers::add);
      Instance rival = start(topic, world.anyNode());
      place.rival = rival;
      rival.entity().tell(new TopicMessage.WakeUp());
      world.machine().after(world.machine().between(500, 8_000), () -> reunite(place));
    }
  }

  private void reunite(Place place) {
    Instance rival = place.rival;
    Instance holder = place.holder;
    if (rival != null && holder != null && world.machine().chance(0.5)) {
      place.holder = rival;
      place.rival = null;
      place.leaving = false;
      PaperSystem.stop(holder.entity());
    } else if (rival != null && holder != null) {
      place.rival = null;
      PaperSystem.stop(rival.entity());
    }
  }

  /** Ends all split brains at once. */
  void reunite() {
    places.values().forEach(this::reunite);
  }

  /** An actor has ended; if it was an entity its topic is free. Says so if nobody asked it to. */
  void ended(String path) {
    for (Map.Entry<TopicId, Place> entry : places.entrySet()) {
      Place place = entry.getValue();
      boolean wasRival = is(place.rival, path);
      if (wasRival) {
        place.rival = null;
      }
      Instance holder = place.holder;
      boolean wasHolder = holder != null && is(holder, path);
      if (holder != null && wasHolder) {
        if (!place.leaving && holder.node().isAlive()) {
          world.checker().fail(entry.getKey().wire(), "its entity ended by itself");
        }
        place.holder = place.rival;
        place.rival = null;
        place.leaving = false;
      }
      if (wasRival || wasHolder) {
        world.nodes().forEach(node -> node.flush(entry.getKey()));
      }
    }
  }

  private static boolean is(@Nullable Instance instance, String path) {
    return instance != null && path.equals(instance.entity().path().toStringWithoutAddress());
  }

  List<TopicId> topics() {
    return new ArrayList<>(places.keySet());
  }

  private Place place(TopicId topic) {
    return places.computeIfAbsent(topic, _ -> new Place());
  }

  private static <T> ActorRef<T> ref(String name, java.util.function.Consumer<T> action) {
    return new FunctionRef<>(
        new RootActorPath(new Address("pekko", "regions"), "/").child(name),
        (message, _) -> {
          action.accept(message);
          return BoxedUnit.UNIT;
        });
  }
}
