package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.ClassCreated;
import io.lyceum.classroom.domain.ClassroomEvent.ClassEnded;
import io.lyceum.classroom.domain.ClassroomEvent.ClassStarted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberEnrolled;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRemoved;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.RoomOf;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import org.jdbi.v3.core.Handle;

/** Keeps the list of classes and their rosters. */
public final class ClassroomHistoryProjection implements Projection {
  private final JournalCodec<ClassroomState, ClassroomEvent> journal = ClassroomTopic.journal();

  @Override
  public String name() {
    return "class-history";
  }

  @Override
  public String kind() {
    return ClassroomTopic.NAME;
  }

  @Override
  public void apply(Handle transaction, StoredEvent event) {
    TopicId topic = event.topic();
    switch (journal.read(event.manifest(), event.data())) {
      case ClassCreated created ->
          ClassroomHistory.register(transaction, registration(topic, created));
      case ClassStarted started -> ClassroomHistory.started(transaction, topic, started.at());
      case ClassEnded ended -> ClassroomHistory.ended(transaction, topic, ended.at());
      case MemberEnrolled enrolled ->
          ClassroomHistory.enrolled(transaction, topic, enrolled.user());
      case MemberRemoved removed -> ClassroomHistory.removed(transaction, topic, removed.user());
      case ClassroomEvent.MemberDenied denied ->
          ClassroomHistory.removed(transaction, topic, denied.user());
      case ClassroomEvent.BreakoutEvent _,
          ClassroomEvent.MemberJoined _,
          ClassroomEvent.MemberLeft _,
          ClassroomEvent.LobbyEntered _,
          ClassroomEvent.LobbyLeft _,
          ClassroomEvent.MemberAdmitted _,
          ClassroomEvent.MemberSentBack _,
          ClassroomEvent.MemberRoleChanged _,
          ClassroomEvent.HandRaised _,
          ClassroomEvent.HandLowered _,
          ClassroomEvent.MemberMuted _,
          ClassroomEvent.MemberSpotlighted _,
          ClassroomEvent.RulesSet _,
          ClassroomEvent.ScreenEvent _,
          ClassroomEvent.QuizOpened _,
          ClassroomEvent.QuizClosed _,
          ClassroomEvent.RecordingStarted _,
          ClassroomEvent.RecordingStopped _ -> {}
    }
  }

  private static ClassroomHistory.Registration registration(TopicId topic, ClassCreated created) {
    Founding founding = created.founding();
    return new ClassroomHistory.Registration(
        topic,
        founding.title(),
        founding.code(),
        founding.courseId(),
        founding.teacher().id(),
        founding.teacher().name(),
        created.at(),
        founding.room().map(RoomOf::classId));
  }
}
