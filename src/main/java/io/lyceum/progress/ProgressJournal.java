package io.lyceum.progress;

import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.personal.Personal;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;

/** The stored names of progress events, promises, never changed; and what in them is whose. */
final class ProgressJournal {
  private static final Personal ENROLMENT =
      Personal.all(
          Personal.of("enrolment.learner.id").name("enrolment.learner.name"),
          Personal.of("enrolment.teacher.id").name("enrolment.teacher.name"));

  private ProgressJournal() {}

  static JournalCodec<ProgressState, ProgressEvent> codec() {
    return JournalCodec.<ProgressState, ProgressEvent>of("progress.state", 2, ProgressState.class)
        .personal(ENROLMENT)
        .event("progress.learner-enrolled", 1, ProgressEvent.LearnerEnrolled.class, ENROLMENT)
        .event("progress.guardian-added", 1, ProgressEvent.GuardianAdded.class)
        .event("progress.guardian-removed", 1, ProgressEvent.GuardianRemoved.class)
        .event("progress.lesson-started", 1, ProgressEvent.LessonStarted.class)
        .event("progress.lesson-watched", 1, ProgressEvent.LessonWatched.class)
        .event("progress.lesson-completed", 1, ProgressEvent.LessonCompleted.class)
        .event("progress.quiz-counted", 1, ProgressEvent.QuizCounted.class)
        .event("progress.updated", 1, ProgressEvent.ProgressUpdated.class)
        .event("progress.achievement-earned", 1, ProgressEvent.AchievementEarned.class);
  }
}
