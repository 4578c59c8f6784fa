package io.lyceum;

import io.lyceum.flow.ClassGovernsMedia;
import io.lyceum.media.janus.JanusServers;
import io.lyceum.media.janus.JanusSettings;
import io.lyceum.media.room.MediaRegion;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.settings.NodeRole;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.typed.Cluster;

/** Picture and voice, wired; nothing of it where the settings name no media server. */
final class Media {
  private final MediaRegion region;
  private final JanusSettings janus;

  Media(ActorSystem<?> system, JanusSettings janus) {
    this.region = new MediaRegion(system);
    this.janus = janus;
  }

  boolean isOn() {
    return janus.isOn();
  }

  Attendant attendant() {
    return isOn() ? region : Attendant.NONE;
  }

  List<Reaction> flows() {
    return isOn() ? List.of(new ClassGovernsMedia(region)) : List.of();
  }

  /** Nodes that hold no rooms need not reach a media server. */
  void start(ActorContext<?> context, Topics topics, Clock clock, MeterRegistry meters) {
    if (isOn()) {
      boolean holdsRooms =
          Cluster.get(context.getSystem()).selfMember().hasRole(NodeRole.CORE.text());
      JanusSettings reached = holdsRooms ? janus : JanusSettings.OFF;
      region.start(JanusServers.start(context, reached, clock, meters), topics, clock);
    }
  }
}
