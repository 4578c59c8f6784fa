package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomEvent.ClassCreated;
import io.lyceum.classroom.domain.ClassroomEvent.ClassEnded;
import io.lyceum.classroom.domain.ClassroomEvent.ClassStarted;
import io.lyceum.classroom.domain.ClassroomEvent.HandLowered;
import io.lyceum.classroom.domain.ClassroomEvent.HandRaised;
import io.lyceum.classroom.domain.ClassroomEvent.LobbyEntered;
import io.lyceum.classroom.domain.ClassroomEvent.LobbyLeft;
import io.lyceum.classroom.domain.ClassroomEvent.MemberAdmitted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberEnrolled;
import io.lyceum.classroom.domain.ClassroomEvent.MemberJoined;
import io.lyceum.classroom.domain.ClassroomEvent.MemberLeft;
import io.lyceum.classroom.domain.ClassroomEvent.MemberMuted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRemoved;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRoleChanged;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSentBack;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSpotlighted;
import io.lyceum.classroom.domain.ClassroomEvent.QuizClosed;
import io.lyceum.classroom.domain.ClassroomEvent.QuizOpened;
import io.lyceum.classroom.domain.ClassroomEvent.RulesSet;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenPermitted;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenStarted;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenStopped;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Optional;

/** How each fact changes a class. */
final class ClassroomEvolution {
  private ClassroomEvolution() {}

  static ClassroomState evolve(ClassroomState state, ClassroomEvent event) {
    return switch (event) {
      case ClassCreated(Founding founding, _) -> state.founded(founding);
      case ClassStarted(Instant at) -> state.started(at);
      case ClassEnded(Instant at) -> state.ended(at);
      case MemberEnrolled enrolled -> enrolled(state, enrolled);
      case MemberJoined(UserId user, String name, _, Instant at) ->
          state.change(user, p -> p.here(true).admitted(true)).attends(user, name, at);
      case MemberLeft(UserId user, Instant at) ->
          state.change(user, p -> p.here(false)).changeAttendance(user, a -> a.lastSeen(at));
      case LobbyEntered(UserId user, _) -> state.change(user, p -> p.here(true));
      case LobbyLeft(UserId user) -> state.change(user, p -> p.here(false));
      case MemberAdmitted(UserId user, long seq) ->
          state.change(user, p -> p.as(ClassroomRole.PUPIL, seq).admitted(true));
      case ClassroomEvent.MemberDenied(UserId user) -> state.withPeople(state.people().minus(user));
      case MemberSentBack(UserId user, long seq, Instant at) ->
          state
              .change(
                  user,
                  p ->
                      p.as(ClassroomRole.WAITING, seq)
                          .admitted(false)
                          .spotlit(false)
                          .presenter(false))
              .changeAttendance(user, a -> a.close(at));
      case MemberRemoved(UserId user, Instant at) ->
          state.withPeople(state.people().minus(user)).changeAttendance(user, a -> a.close(at));
      case MemberRoleChanged(UserId user, ClassroomRole role, long seq) ->
          state.change(user, p -> p.as(role, seq));
      case HandRaised(UserId user, String name, Instant at) ->
          state.withHands(state.hands().plus(new RaisedHand(user, name, at)));
      case HandLowered(UserId user) -> state.withoutHand(user);
      case MemberMuted(UserId user, boolean muted) -> state.change(user, p -> p.muted(muted));
      case MemberSpotlighted(UserId user, boolean on) -> state.change(user, p -> p.spotlit(on));
      case RulesSet set -> rulesSet(state, set);
      case ScreenStarted(UserId user, _) -> state.change(user, p -> p.sharing(true));
      case ScreenStopped(UserId user) -> state.change(user, p -> p.sharing(false));
      case ScreenPermitted(UserId user, boolean on) -> state.change(user, p -> p.presenter(on));
      case ClassroomEvent.BreakoutEvent ofRooms -> BreakoutEvolution.evolve(state, ofRooms);
      case QuizOpened(AttachedQuiz quiz) -> state.withQuiz(Optional.of(quiz));
      case ClassroomEvent.RecordingStarted(_, boolean pupils, Instant at) ->
          state.withRecording(Optional.of(new Recording(at, pupils)));
      case ClassroomEvent.RecordingStopped _ -> state.withRecording(Optional.empty());
      case QuizClosed(String quiz) ->
          state.withQuiz(state.quiz().filter(open -> !open.id().equals(quiz)));
    };
  }

  private static ClassroomState enrolled(ClassroomState state, MemberEnrolled enrolled) {
    ClassroomRole role = enrolled.waiting() ? ClassroomRole.WAITING : ClassroomRole.PUPIL;
    return state.withPeople(
        state
            .people()
            .plus(enrolled.user(), Participant.newcomer(enrolled.name(), role, enrolled.seq())));
  }

  private static ClassroomState rulesSet(ClassroomState state, RulesSet set) {
    ClassroomRole role = set.rules().lobby() ? ClassroomRole.WAITING : ClassroomRole.PUPIL;
    return state.withRules(set.rules()).changeAll(set.moved(), p -> p.as(role, set.seq()));
  }
}
