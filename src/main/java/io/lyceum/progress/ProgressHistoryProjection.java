package io.lyceum.progress;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;
import org.jdbi.v3.core.Handle;

/** Keeps the table of learners' percent and points. */
public final class ProgressHistoryProjection implements Projection {
  private final ProgressHistory history = new ProgressHistory();
  private final JournalCodec<ProgressState, ProgressEvent> codec = ProgressTopic.journal();

  @Override
  public String name() {
    return "progress-history";
  }

  @Override
  public String kind() {
    return ProgressTopic.NAME;
  }

  @Override
  public void apply(Handle transaction, StoredEvent stored) {
    TopicId topic = stored.topic();
    switch (codec.read(stored.manifest(), stored.data())) {
      case ProgressEvent.LearnerEnrolled(var enrolment) ->
          history.enroll(transaction, topic.school(), enrolment.course(), enrolment.learner());
      case ProgressEvent.ProgressUpdated e -> {
        int slash = topic.id().indexOf('/');
        UserId learner = new UserId(topic.id().substring(0, slash));
        CourseId course = new CourseId(topic.id().substring(slash + 1));
        history.update(transaction, topic.school(), course, learner, e.percent(), e.points());
      }
      case ProgressEvent.GuardianAdded _,
          ProgressEvent.GuardianRemoved _,
          ProgressEvent.LessonStarted _,
          ProgressEvent.LessonWatched _,
          ProgressEvent.LessonCompleted _,
          ProgressEvent.QuizCounted _,
          ProgressEvent.AchievementEarned _ -> {}
    }
  }
}
