package io.lyceum.progress;

import io.lyceum.platform.json.JournalCodec;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;

/** The stored names of progress events: promises, never changed. */
final class ProgressJournal {
  private ProgressJournal() {}

  static JournalCodec<ProgressState, ProgressEvent> codec() {
    return JournalCodec.<ProgressState, ProgressEvent>of("progress.state", 2, ProgressState.class)
        .event("progress.learner-enrolled", 1, ProgressEvent.LearnerEnrolled.class)
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
