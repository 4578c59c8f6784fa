package io.lyceum.topic.entity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Where every topic is reached, on whatever node its entity lives. */
public final class TopicRegion {
  private static final EntityTypeKey<TopicMessage> KEY =
      EntityTypeKey.create(TopicMessage.class, "topic");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;

  public TopicRegion(ActorSystem<?> system) {
    this.system = system;
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

  /** Has the topics that are in this node's memory forget these people. */
  public void forget(Collection<DataSubject> people) {
    Map<SchoolId, List<UserId>> bySchool =
        people.stream()
            .collect(groupingBy(DataSubject::school, mapping(DataSubject::user, toList())));
    AskPattern.<ClusterShardingQuery, CurrentShardRegionState>ask(
            sharding.shardState(),
            replyTo -> new GetShardRegionState(KEY, replyTo),
            PATIENCE,
            system.scheduler())
        .whenComplete(
            (state, failure) -> {
              if (failure != null) {
                system.log().warn("Which topics are here could not be asked", failure);
                return;
              }
              state.getShards().stream()
                  .flatMap(shard -> shard.getEntityIds().stream())
                  .map(TopicId::fromKey)
                  .filter(topic -> bySchool.containsKey(topic.school()))
                  .forEach(
                      topic ->
                          entity(topic)
                              .tell(
                                  new TopicMessage.Forget(
                                      bySchool.getOrDefault(topic.school(), List.of()))));
            });
  }

  /** A topic's entity; it is started by the first message. The kind must be known. */
  public EntityRef<TopicMessage> entity(TopicId topic) {
    return sharding.entityRefFor(KEY, topic.key());
  }
}
