package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomRejection;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.MediaRules;
import io.lyceum.classroom.domain.SpeakingRight;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaSignal;
import io.lyceum.media.Rights;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Relay;
import java.util.Map;

/** A class's part in picture and voice: its plan for the room, and which signals go there. */
final class ClassroomMedia {
  private ClassroomMedia() {}

  static MediaPlan plan(ClassroomState state) {
    Map<UserId, SpeakingRight> rights = MediaRules.rights(state);
    return new MediaPlan(
        state.isRunning(),
        rights.entrySet().stream()
            .map(
                (Map.Entry<UserId, SpeakingRight> e) ->
                    new MediaPlan.Member(
                        e.getKey(), new Rights(e.getValue().voice(), e.getValue().picture())))
            .toList());
  }

  /**
   * What may be sent is the room's to say, which knows what others do at the same time.
   *
   * @param on whether this server has a media server at all
   */
  static Relay signal(ClassroomState state, Viewer from, String type, Fields data, boolean on) {
    if (MediaSignal.read(type, data).isEmpty()) {
      return Relay.unknown(type);
    }
    if (!on) {
      return new Relay.Refused(ClassroomRejection.NO_MEDIA.rejection());
    }
    if (from.role().equals(ClassroomRole.WAITING.topicRole())) {
      return new Relay.Refused(ClassroomRejection.STILL_WAITING.rejection());
    }
    return state.isRunning()
        ? new Relay.Handed()
        : new Relay.Refused(ClassroomRejection.NOT_RUNNING.rejection());
  }
}
