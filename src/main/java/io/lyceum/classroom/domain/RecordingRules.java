package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.StartRecording;
import io.lyceum.classroom.domain.ClassroomCommand.StopRecording;
import io.lyceum.classroom.domain.ClassroomEvent.RecordingStarted;
import io.lyceum.classroom.domain.ClassroomEvent.RecordingStopped;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a class is recorded: its teacher says so, everybody in it is told, and it ends with the
 * class at the latest. Whether the school allows it is asked before.
 */
public final class RecordingRules {
  private RecordingRules() {}

  static Decision<ClassroomEvent> start(
      ClassroomState state, StartRecording start, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    if (!isTeacher(state, start.by())) {
      return Decision.reject(ClassroomRejection.TEACHER_ONLY);
    }
    if (!state.isRunning()) {
      return Decision.reject(ClassroomRejection.NOT_RUNNING);
    }
    return state.recording().isPresent()
        ? Decision.accept()
        : Decision.accept(new RecordingStarted(start.by(), start.pupils(), context.now()));
  }

  static Decision<ClassroomEvent> stop(ClassroomState state, StopRecording stop, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    return isTeacher(state, stop.by())
        ? Decision.acceptAll(stopped(state, stop.by(), context))
        : Decision.reject(ClassroomRejection.TEACHER_ONLY);
  }

  /** What an end of the class says first. */
  static List<ClassroomEvent> stopped(ClassroomState state, UserId by, Context context) {
    return state.recording().isPresent()
        ? List.of(new RecordingStopped(by, context.now()))
        : List.of();
  }

  /** Who in the room is to be recorded, so far as they consent. */
  public static Set<UserId> recorded(ClassroomState state) {
    Set<UserId> recorded = new HashSet<>();
    state
        .recording()
        .ifPresent(
            recording -> {
              for (Map.Entry<UserId, Participant> person : state.people().entrySet()) {
                if (recording.pupils() || person.getValue().role().isStaff()) {
                  recorded.add(person.getKey());
                }
              }
            });
    return recorded;
  }

  private static boolean isTeacher(ClassroomState state, UserId user) {
    Participant person = state.people().get(user);
    return person != null && person.role() == ClassroomRole.TEACHER;
  }
}
