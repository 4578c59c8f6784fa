package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.time.InstantSource;
import java.util.List;

/** The one public door of the class kind. */
public final class ClassroomTopic implements LiveKind {
  public static final String NAME = "class";

  @Override
  public TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> topic() {
    return kind();
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    return List.of(
        new ClassroomRoutes(
            with.authentication(), with.topics(), with.database(), InstantSource.system()));
  }

  @Override
  public List<Projection> projections() {
    return List.of(new ClassroomHistoryProjection());
  }

  public static TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> kind() {
    return kind(InstantSource.system());
  }

  /**
   * @param clock until when the attendance of those who are still in is counted
   */
  public static TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> kind(
      InstantSource clock) {
    return new TopicKind<>(NAME, new ClassroomDecider(), new ClassroomFrames(clock), journal());
  }

  /** The stored form, for projections and flows. */
  public static JournalCodec<ClassroomState, ClassroomEvent> journal() {
    return ClassroomJournal.codec();
  }
}
