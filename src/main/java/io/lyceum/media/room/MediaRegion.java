package io.lyceum.media.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaServer;
import io.lyceum.media.recording.Recordings;
import io.lyceum.media.room.RoomSurroundings.DatedPlan;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.Topics;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Where every topic's room is reached, on whatever node it lives: one for each topic in the whole
 * cluster, so that two nodes never open it twice.
 */
public final class MediaRegion implements Attendant {
  private static final EntityTypeKey<RoomMessage> KEY =
      EntityTypeKey.create(RoomMessage.class, "media");

  private final ClusterSharding sharding;

  public MediaRegion(ActorSystem<?> system) {
    this.sharding = ClusterSharding.get(system);
  }

  /** Starts the region; nodes without the role {@code core} only forward. */
  public void start(MediaServer server, Topics topics, InstantSource clock, Recordings recordings) {
    RoomSurroundings around =
        new RoomSurroundings(server, topics, topic -> plan(topics, topic), clock, recordings);
    sharding.init(
        Entity.of(
                KEY,
                entity ->
                    RoomActor.create(
                        TopicId.fromKey(entity.getEntityId()), around, entity.getShard()))
            .withStopMessage(new RoomMessage.Stop())
            .withRole("core"));
  }

  @Override
  public void heard(TopicId topic, Caller from, SessionId session, String type, JsonNode data) {
    room(topic).tell(new RoomMessage.Heard(from.user(), session, type, data));
  }

  /**
   * What the topic wants of its media may be another since its entry {@code seq}; the room asks
   * until it is told a plan as fresh as that.
   */
  public void changed(TopicId topic, long seq) {
    room(topic).tell(new RoomMessage.Changed(seq));
  }

  private EntityRef<RoomMessage> room(TopicId topic) {
    return sharding.entityRefFor(KEY, topic.key());
  }

  private static CompletionStage<DatedPlan> plan(Topics topics, TopicId topic) {
    return topics
        .stateReport(topic, Caller.system(topic.school()), MediaPlan.REPORT)
        .thenApply(
            read ->
                new DatedPlan(
                    read.seq(), Json.MAPPER.convertValue(read.report(), MediaPlan.class)));
  }
}
