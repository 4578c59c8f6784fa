package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomRejection;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.MediaRules;
import io.lyceum.classroom.domain.RecordingRules;
import io.lyceum.classroom.domain.SpeakingRight;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaSignal;
import io.lyceum.media.Rights;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Relay;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A class's part in picture and voice: its plan for the room, and which signals go there. */
final class ClassroomMedia {
  private ClassroomMedia() {}

  static MediaPlan plan(ClassroomState state) {
    Map<UserId, SpeakingRight> rights = MediaRules.rights(state);
    Set<UserId> recorded = RecordingRules.recorded(state);
    return new MediaPlan(
        state.isRunning(),
        rights.entrySet().stream()
            .map(
                (Map.Entry<UserId, SpeakingRight> e) ->
                    new MediaPlan.Member(
                        e.getKey(), rights(e.getValue()), recorded.contains(e.getKey())))
            .toList());
  }

  private static Rights rights(SpeakingRight right) {
    return new Rights(right.voice(), right.picture(), right.screen());
  }

  /**
   * Whether there is picture and voice for them now.
   *
   * @param on whether this server has a media server at all
   */
  static Decision<Object> live(ClassroomState state, Viewer viewer, boolean on) {
    return refusal(state, viewer, on)
        .<Decision<Object>>map(reason -> Decision.reject(reason))
        .orElseGet(() -> Decision.accept(Map.of("live", true)));
  }

  /**
   * What may be sent is the room's to say, which knows what others do at the same time.
   *
   * @param on whether this server has a media server at all
   */
  static Relay signal(ClassroomState state, Viewer from, String type, Fields data, boolean on) {
    Optional<Relay> relay =
        type.equals(ClassroomQuality.TYPE)
            ? Optional.of(ClassroomQuality.relay(data))
            : MediaSignal.read(type, data).map(_ -> new Relay.Handed());
    return relay
        .map(
            allowed ->
                refusal(state, from, on)
                    .<Relay>map(reason -> new Relay.Refused(reason.rejection()))
                    .orElse(allowed))
        .orElseGet(() -> Relay.unknown(type));
  }

  private static Optional<ClassroomRejection> refusal(
      ClassroomState state, Viewer viewer, boolean on) {
    if (!on) {
      return Optional.of(ClassroomRejection.NO_MEDIA);
    }
    if (viewer.role().equals(ClassroomRole.WAITING.topicRole())) {
      return Optional.of(ClassroomRejection.STILL_WAITING);
    }
    return state.isRunning() ? Optional.empty() : Optional.of(ClassroomRejection.NOT_RUNNING);
  }
}
