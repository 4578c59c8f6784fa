package io.lyceum.progress.domain;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of progress: only the learner acts, their teacher and their parents look on, percent
 * never falls, each quiz and achievement counts once.
 */
public final class ProgressDecider
    implements Decider<ProgressState, ProgressCommand, ProgressEvent> {
  public static final TopicRole LEARNER = new TopicRole("learner");
  public static final TopicRole GUARDIAN = new TopicRole("guardian");
  public static final TopicRole TEACHER = new TopicRole("teacher");

  @Override
  public ProgressState initial(TopicId topic) {
    return ProgressState.initial();
  }

  @Override
  public ProgressState evolve(ProgressState state, ProgressEvent event) {
    return state.evolve(event);
  }

  @Override
  public Admission admit(ProgressState state, Caller caller) {
    if (caller.isSystem()) {
      return Admission.as(TopicRole.SYSTEM);
    }
    if (state.enrolment().isEmpty()) {
      return Admission.refuse(ProgressRejection.NOT_ENROLLED);
    }
    Enrolment enrolment = state.enrolment().get();
    if (enrolment.learner().id().equals(caller.user())) {
      return Admission.as(LEARNER);
    }
    if (enrolment.teacher().id().equals(caller.user())) {
      return Admission.as(TEACHER);
    }
    return state.guardians().contains(caller.user()) && caller.may(Permission.FOLLOW_CHILDREN)
        ? Admission.as(GUARDIAN)
        : Admission.refuse(ProgressRejection.NOT_YOURS);
  }

  @Override
  public Set<UserId> accessChanged(ProgressEvent event) {
    return switch (event) {
      case ProgressEvent.GuardianAdded(UserId user) -> Set.of(user);
      case ProgressEvent.GuardianRemoved(UserId user) -> Set.of(user);
      case ProgressEvent.LearnerEnrolled _,
          ProgressEvent.LessonStarted _,
          ProgressEvent.LessonWatched _,
          ProgressEvent.LessonCompleted _,
          ProgressEvent.QuizCounted _,
          ProgressEvent.ProgressUpdated _,
          ProgressEvent.AchievementEarned _ ->
          Set.of();
    };
  }

  @Override
  public Decision<ProgressEvent> decide(
      ProgressState state, ProgressCommand command, Context context) {
    if (command instanceof ProgressCommand.Enroll(Enrolment enrolment)) {
      return enroll(state, enrolment, context);
    }
    if (state.enrolment().isEmpty()) {
      return Decision.reject(ProgressRejection.NOT_ENROLLED);
    }
    Enrolment enrolment = state.enrolment().get();
    return switch (command) {
      case ProgressCommand.Enroll(Enrolment again) -> enroll(state, again, context);
      case ProgressCommand.AddGuardian(UserId user) ->
          follow(context, state.guardians().contains(user), new ProgressEvent.GuardianAdded(user));
      case ProgressCommand.RemoveGuardian(UserId user) ->
          follow(
              context, !state.guardians().contains(user), new ProgressEvent.GuardianRemoved(user));
      case ProgressCommand.StartLesson(LessonId lesson) ->
          learning(enrolment, lesson, context).orElseGet(() -> start(state, lesson));
      case ProgressCommand.WatchLesson(LessonId lesson, double position) ->
          learning(enrolment, lesson, context)
              .orElseGet(() -> watch(state, enrolment, lesson, position, context.now()));
      case ProgressCommand.CompleteLesson(LessonId lesson) ->
          learning(enrolment, lesson, context)
              .orElseGet(() -> complete(state, lesson, context.now()));
      case ProgressCommand.CountQuiz count -> count(state, count, context);
    };
  }

  private static Decision<ProgressEvent> enroll(
      ProgressState state, Enrolment enrolment, Context context) {
    if (!context.caller().isSystem()) {
      return Decision.reject(ProgressRejection.ONLY_THE_SERVER);
    }
    String topic = enrolment.learner().id().value() + "/" + enrolment.course().value();
    if (!topic.equals(context.topic().id())) {
      return Decision.reject(ProgressRejection.WRONG_TOPIC);
    }
    return state.enrolment().isPresent()
        ? Decision.accept()
        : Decision.accept(new ProgressEvent.LearnerEnrolled(enrolment));
  }

  private static Decision<ProgressEvent> follow(
      Context context, boolean already, ProgressEvent change) {
    if (!context.caller().isSystem()) {
      return Decision.reject(ProgressRejection.ONLY_THE_SERVER);
    }
    return already ? Decision.accept() : Decision.accept(change);
  }

  /** Why the caller may not learn this lesson; empty when they may. */
  private static Optional<Decision<ProgressEvent>> learning(
      Enrolment enrolment, LessonId lesson, Context context) {
    if (!context.role().equals(LEARNER)) {
      return Optional.of(Decision.reject(ProgressRejection.ONLY_THE_LEARNER));
    }
    return enrolment.lesson(lesson).isPresent()
        ? Optional.empty()
        : Optional.of(Decision.reject(ProgressRejection.NO_SUCH_LESSON));
  }

  private static Decision<ProgressEvent> start(ProgressState state, LessonId lesson) {
    return Decision.acceptAll(started(state, lesson));
  }

  private static Decision<ProgressEvent> watch(
      ProgressState state, Enrolment enrolment, LessonId id, double position, Instant now) {
    Enrolment.Lesson lesson = enrolment.lesson(id).orElseThrow();
    if (!(position >= 0 && position <= lesson.seconds())) {
      String range = "must be from 0 to " + lesson.seconds() + " seconds";
      return Decision.reject(Rejection.invalid("position", range));
    }
    List<ProgressEvent> events = started(state, id);
    ProgressState.Watched before = state.watched(id);
    if (before.position() != position) {
      events.add(new ProgressEvent.LessonWatched(id, position));
    }
    double furthest = Math.max(before.furthest(), position);
    if (!before.completed() && lesson.watchedAt(furthest)) {
      events.add(new ProgressEvent.LessonCompleted(id));
      return summed(state, events, now);
    }
    return Decision.acceptAll(events);
  }

  private static Decision<ProgressEvent> complete(
      ProgressState state, LessonId lesson, Instant now) {
    if (state.watched(lesson).completed()) {
      return Decision.accept();
    }
    List<ProgressEvent> events = started(state, lesson);
    events.add(new ProgressEvent.LessonCompleted(lesson));
    return summed(state, events, now);
  }

  private static Decision<ProgressEvent> count(
      ProgressState state, ProgressCommand.CountQuiz quiz, Context context) {
    if (!context.caller().isSystem()) {
      return Decision.reject(ProgressRejection.ONLY_THE_SERVER);
    }
    if (state.quizzes().containsKey(quiz.quiz())) {
      return Decision.accept();
    }
    // A quiz that ended before its first question has no score to take a share of.
    long share =
        quiz.max() == 0
            ? 0
            : Math.round((double) ProgressState.QUIZ_SCORE_POINTS * quiz.score() / quiz.max());
    int points = ProgressState.QUIZ_POINTS + (int) share;
    ProgressEvent counted =
        new ProgressEvent.QuizCounted(quiz.quiz(), quiz.title(), quiz.score(), quiz.max(), points);
    return summed(state, List.of(counted), context.now());
  }

  private static List<ProgressEvent> started(ProgressState state, LessonId lesson) {
    List<ProgressEvent> events = new ArrayList<>();
    if (!state.started(lesson)) {
      events.add(new ProgressEvent.LessonStarted(lesson));
    }
    return events;
  }

  /** The facts, then the new sum, then what was earned by them. */
  private static Decision<ProgressEvent> summed(
      ProgressState before, List<ProgressEvent> facts, Instant now) {
    ProgressState state = before;
    for (ProgressEvent fact : facts) {
      state = state.evolve(fact);
    }
    List<ProgressEvent> events = new ArrayList<>(facts);
    int steps = state.enrolment().map(Enrolment::steps).orElse(0);
    events.add(
        new ProgressEvent.ProgressUpdated(
            state.percent(), state.points(), state.completed(), steps));
    Achievement.due(state)
        .forEach(each -> events.add(new ProgressEvent.AchievementEarned(each, now)));
    return Decision.acceptAll(events);
  }
}
