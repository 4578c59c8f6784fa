package io.lyceum.topic.entity;

import io.lyceum.core.TopicId;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Where every topic is reached, on whatever node its entity lives. */
public final class TopicRegion {
  private static final EntityTypeKey<TopicMessage> KEY =
      EntityTypeKey.create(TopicMessage.class, "topic");

  private final ClusterSharding sharding;

  public TopicRegion(ActorSystem<?> system) {
    this.sharding = ClusterSharding.get(system);
  }

  /** Starts the region; nodes without the role {@code core} only forward. */
  public void start(TopicKinds kinds, Surroundings around) {
    sharding.init(
        Entity.of(
                KEY,
                entity -> {
                  TopicId topic = TopicId.fromKey(entity.getEntityId());
                  return entity(topic, kinds.of(topic), around, entity.getShard());
                })
            .withStopMessage(new TopicMessage.Stop())
            .withRole("core"));
  }

  private static <S, C, E> Behavior<TopicMessage> entity(
      TopicId topic,
      TopicKind<S, C, E> kind,
      Surroundings around,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    return TopicEntity.create(topic, kind, around, shard);
  }

  /** A topic's entity; it is started by the first message. The kind must be known. */
  public EntityRef<TopicMessage> entity(TopicId topic) {
    return sharding.entityRefFor(KEY, topic.key());
  }
}
