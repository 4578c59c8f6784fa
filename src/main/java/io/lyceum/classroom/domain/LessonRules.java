package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.AttachQuiz;
import io.lyceum.classroom.domain.ClassroomCommand.CreateClass;
import io.lyceum.classroom.domain.ClassroomCommand.DetachQuiz;
import io.lyceum.classroom.domain.ClassroomCommand.LowerHand;
import io.lyceum.classroom.domain.ClassroomCommand.SetRules;
import io.lyceum.classroom.domain.ClassroomEvent.ClassCreated;
import io.lyceum.classroom.domain.ClassroomEvent.ClassEnded;
import io.lyceum.classroom.domain.ClassroomEvent.ClassStarted;
import io.lyceum.classroom.domain.ClassroomEvent.HandLowered;
import io.lyceum.classroom.domain.ClassroomEvent.HandRaised;
import io.lyceum.classroom.domain.ClassroomEvent.QuizClosed;
import io.lyceum.classroom.domain.ClassroomEvent.QuizOpened;
import io.lyceum.classroom.domain.ClassroomEvent.RulesSet;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The course of a lesson: start, hands, rules, quizzes, end. */
final class LessonRules {
  private LessonRules() {}

  static Decision<ClassroomEvent> create(
      ClassroomState state, CreateClass create, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    if (state.founding().isPresent()) {
      return Decision.reject(ClassroomRejection.ALREADY_CREATED);
    }
    ClassCreated created =
        new ClassCreated(
            new Founding(create.title(), create.code(), create.courseId(), create.teacher()),
            context.now());
    return create.lobby()
        ? Decision.accept(
            created, new RulesSet(ClassroomRules.WITH_LOBBY, List.of(), context.nextSeq() + 1))
        : Decision.accept(created);
  }

  /** Starting twice is harmless; an ended class does not start again. */
  static Decision<ClassroomEvent> start(ClassroomState state, Context context) {
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    return switch (state.status()) {
      case SCHEDULED -> Decision.accept(new ClassStarted(context.now()));
      case RUNNING -> Decision.accept();
      case ENDED -> Decision.reject(ClassroomRejection.ENDED);
    };
  }

  /** A quiz that is shown closes with the class. Ending twice is harmless. */
  static Decision<ClassroomEvent> end(ClassroomState state, Context context) {
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    return switch (state.status()) {
      case SCHEDULED -> Decision.reject(ClassroomRejection.NOT_RUNNING);
      case RUNNING -> {
        List<ClassroomEvent> events = new ArrayList<>(allHandsLowered(state));
        events.addAll(ScreenRules.allStopped(state));
        state.quiz().ifPresent(quiz -> events.add(new QuizClosed(quiz.id())));
        events.addAll(BreakoutRules.closing(state));
        events.addAll(RecordingRules.stopped(state, context.caller().user(), context));
        events.add(new ClassEnded(notBeforeStart(state, context.now())));
        yield Decision.acceptAll(events);
      }
      case ENDED -> Decision.accept();
    };
  }

  static Decision<ClassroomEvent> raiseHand(ClassroomState state, Context context) {
    UserId user = context.caller().user();
    Participant person = state.people().get(user);
    if (person == null || person.role() == ClassroomRole.TEACHER) {
      return Decision.reject(ClassroomRejection.LEARNERS_ONLY);
    }
    if (!state.isRunning()) {
      return Decision.reject(ClassroomRejection.NOT_RUNNING);
    }
    if (!state.rules().hands()) {
      return Decision.reject(ClassroomRejection.HANDS_ARE_OFF);
    }
    return state.hasHandUp(user)
        ? Decision.accept()
        : Decision.accept(new HandRaised(user, person.name(), context.now()));
  }

  static Decision<ClassroomEvent> lowerHand(
      ClassroomState state, LowerHand lower, Context context) {
    UserId user = lower.user().orElse(context.caller().user());
    if (!user.equals(context.caller().user()) && !ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.NOT_YOUR_HAND);
    }
    return state.hasHandUp(user) ? Decision.accept(new HandLowered(user)) : Decision.accept();
  }

  /** One event with all of them; a change of the lobby also moves those it concerns. */
  static Decision<ClassroomEvent> setRules(ClassroomState state, SetRules set, Context context) {
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    ClassroomRules before = state.rules();
    ClassroomRules after =
        new ClassroomRules(
            set.chat().orElse(before.chat()),
            set.hands().orElse(before.hands()),
            set.microphones().orElse(before.microphones()),
            set.lobby().orElse(before.lobby()),
            set.manyScreens().orElse(before.manyScreens()));
    if (after.equals(before)) {
      return Decision.accept();
    }
    List<ClassroomEvent> events =
        new ArrayList<>(after.hands() ? List.of() : allHandsLowered(state));
    if (!after.manyScreens()) {
      events.addAll(ScreenRules.allButOneStopped(state));
    }
    List<UserId> moved =
        after.lobby() == before.lobby() ? List.of() : LobbyRules.moved(state, after.lobby());
    if (after.lobby()) {
      moved.stream().filter(state::hasHandUp).map(HandLowered::new).forEach(events::add);
    }
    events.add(new RulesSet(after, moved, context.nextSeq() + events.size()));
    if (!after.lobby()) {
      moved.forEach(user -> events.addAll(LobbyRules.entersIfHere(state, user, context.now())));
    }
    return Decision.acceptAll(events);
  }

  /** A quiz opened while another is shown takes its place. After the class none is shown. */
  static Decision<ClassroomEvent> attach(ClassroomState state, AttachQuiz attach, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    boolean shown = state.quiz().filter(attach.quiz()::equals).isPresent();
    return shown || state.status() == ClassroomStatus.ENDED
        ? Decision.accept()
        : Decision.accept(new QuizOpened(attach.quiz()));
  }

  static Decision<ClassroomEvent> detach(ClassroomState state, DetachQuiz detach, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    return state.quiz().filter(open -> open.id().equals(detach.quiz())).isPresent()
        ? Decision.accept(new QuizClosed(detach.quiz()))
        : Decision.accept();
  }

  private static List<HandLowered> allHandsLowered(ClassroomState state) {
    return state.hands().stream().map(hand -> new HandLowered(hand.user())).toList();
  }

  /** A clock that went back between two nodes cannot end a class before it began. */
  private static Instant notBeforeStart(ClassroomState state, Instant now) {
    Instant start = state.startedAt().orElse(now);
    return now.isBefore(start) ? start : now;
  }
}
