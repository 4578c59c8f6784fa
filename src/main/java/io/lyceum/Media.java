package io.lyceum;

import io.lyceum.classroom.recording.RecordingExpiry;
import io.lyceum.classroom.recording.RecordingRoutes;
import io.lyceum.flow.ClassGovernsMedia;
import io.lyceum.media.film.Workshop;
import io.lyceum.media.janus.JanusServers;
import io.lyceum.media.janus.JanusSettings;
import io.lyceum.media.recording.KeptRecordings;
import io.lyceum.media.recording.RecordingPersonalData;
import io.lyceum.media.recording.RecordingSettings;
import io.lyceum.media.recording.Recordings;
import io.lyceum.media.room.MediaRegion;
import io.lyceum.media.store.MediaStore;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.PersonalData;
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
  private final RecordingSettings recording;
  private final MediaStore store;
  private final Database database;
  private final Clock clock;

  Media(ActorSystem<?> system, NodeSettings node, Database database, Clock clock) {
    this.region = new MediaRegion(system);
    this.janus = node.janus();
    this.recording = node.recording();
    this.store = node.store().open();
    this.database = database;
    this.clock = clock;
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

  ApiRoutes routes(Authentication authentication, Topics topics) {
    return new RecordingRoutes(authentication, topics, database, recording, store, clock);
  }

  Expiry expiry() {
    return new RecordingExpiry(database, clock);
  }

  PersonalData personalData() {
    return new RecordingPersonalData(clock);
  }

  /** Nodes that hold no rooms need not reach a media server. */
  void start(ActorContext<?> context, Topics topics, MeterRegistry meters) {
    if (isOn()) {
      JanusSettings reached = has(context, NodeRole.CORE) ? janus : JanusSettings.OFF;
      region.start(
          JanusServers.start(context, reached, clock, meters),
          topics,
          clock,
          recording.isOn() ? new KeptRecordings(database, recording) : Recordings.NONE);
    }
    // Also where nothing is recorded any more: what is to go goes.
    if (has(context, NodeRole.WORK)) {
      new Workshop(database, recording, store, clock, meters).start(context.getSystem());
    }
  }

  private static boolean has(ActorContext<?> context, NodeRole role) {
    return Cluster.get(context.getSystem()).selfMember().hasRole(role.text());
  }
}
