package io.lyceum.classroom;

import io.lyceum.classroom.domain.Attendance;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What classes keep about a person: which, as what, when they were there and what they did. */
final class ClassroomPersonalData implements PersonalData {
  private record ClassJson(
      String topic,
      @Nullable String title,
      @Nullable String role,
      List<Attendance.Interval> attendance,
      List<ActJson> acts) {}

  private record ActJson(String type, Instant at) {}

  private final ClassroomDecider rules = new ClassroomDecider();

  @Override
  public String name() {
    return ClassroomTopic.NAME;
  }

  @Override
  public List<TopicId> topics(Handle handle, DataSubject person) {
    return ClassroomRecordsHistory.everOf(handle, person);
  }

  @Override
  public void export(Disclosure to) {
    to.list(
        "classes",
        out -> to.topics(ClassroomTopic.NAME).forEach(topic -> out.accept(lesson(to, topic))));
  }

  private ClassJson lesson(Disclosure to, TopicId topic) {
    UserId person = to.person().user();
    List<ActJson> acts = new ArrayList<>();
    ClassroomState end =
        to.fold(
            topic,
            rules.initial(topic),
            (state, stored) -> {
              ClassroomEvent event =
                  ClassroomTopic.journal().read(stored.manifest(), stored.data());
              if (about(event, stored).filter(person::equals).isPresent()) {
                acts.add(new ActJson(stored.manifest().replaceAll("/.*", ""), stored.at()));
              }
              return rules.evolve(state, event);
            });
    return new ClassJson(
        topic.wire(),
        end.founding().map(Founding::title).orElse(null),
        Optional.ofNullable(end.people().get(person))
            .map(participant -> participant.role().topicRole().name())
            .orElse(null),
        Optional.ofNullable(end.attendance().get(person))
            .<List<Attendance.Interval>>map(Attendance::intervals)
            .orElse(List.of()),
        acts);
  }

  /** Whom an event is about. */
  private static Optional<UserId> about(ClassroomEvent event, StoredEvent stored) {
    return switch (event) {
      case ClassroomEvent.ClassCreated created -> Optional.of(created.founding().teacher().id());
      case ClassroomEvent.MemberEnrolled enrolled -> Optional.of(enrolled.user());
      case ClassroomEvent.MemberJoined joined -> Optional.of(joined.user());
      case ClassroomEvent.MemberLeft left -> Optional.of(left.user());
      case ClassroomEvent.LobbyEntered entered -> Optional.of(entered.user());
      case ClassroomEvent.LobbyLeft left -> Optional.of(left.user());
      case ClassroomEvent.MemberAdmitted admitted -> Optional.of(admitted.user());
      case ClassroomEvent.MemberDenied denied -> Optional.of(denied.user());
      case ClassroomEvent.MemberSentBack sent -> Optional.of(sent.user());
      case ClassroomEvent.MemberRemoved removed -> Optional.of(removed.user());
      case ClassroomEvent.MemberRoleChanged changed -> Optional.of(changed.user());
      case ClassroomEvent.HandRaised raised -> Optional.of(raised.user());
      case ClassroomEvent.HandLowered lowered -> Optional.of(lowered.user());
      case ClassroomEvent.MemberMuted muted -> Optional.of(muted.user());
      case ClassroomEvent.MemberSpotlighted lit -> Optional.of(lit.user());
      case ClassroomEvent.ScreenEvent screen -> Optional.of(screen.user());
      case ClassroomEvent.RecordingStarted started -> Optional.of(started.by());
      case ClassroomEvent.RecordingStopped stopped -> Optional.of(stopped.by());
      case BreakoutEvent.MemberSeated seated -> Optional.of(seated.user());
      case BreakoutEvent.RoomsAnnounced announced -> Optional.of(announced.user());
      case BreakoutEvent.HelpAsked asked -> Optional.of(asked.user());
      case BreakoutEvent.BreakoutOpened _,
          BreakoutEvent.BreakoutClosed _,
          BreakoutEvent.HelpAnswered _,
          ClassroomEvent.ClassStarted _,
          ClassroomEvent.ClassEnded _,
          ClassroomEvent.RulesSet _,
          ClassroomEvent.QuizOpened _,
          ClassroomEvent.QuizClosed _ ->
          Optional.of(stored.by());
    };
  }

  /** The classes of a teacher stay; they name nobody any more. */
  @Override
  public void purge(Handle transaction, DataSubject person) {
    ClassroomRecordsHistory.forget(transaction, person);
  }
}
