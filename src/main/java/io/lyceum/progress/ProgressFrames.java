package io.lyceum.progress;

import io.lyceum.core.Viewer;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.ProgressCommand;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;
import io.lyceum.topic.Audience;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The wire of progress: learner, teacher and parents see the same. */
final class ProgressFrames implements TopicFrames<ProgressState, ProgressCommand, ProgressEvent> {
  @Override
  public CommandTable<ProgressCommand> commands() {
    return ProgressReader.commands();
  }

  @Override
  public List<View> views(ProgressEvent event) {
    return switch (event) {
      // Who else looks on is for the school to know.
      case ProgressEvent.GuardianAdded _, ProgressEvent.GuardianRemoved _ -> List.of();
      case ProgressEvent.LearnerEnrolled(Enrolment e) ->
          told(
              "progress:enrolled",
              new ProgressJson.EnrolledJson(e.course(), e.title(), e.learner()));
      case ProgressEvent.LessonStarted e ->
          told("lesson:started", new ProgressJson.LessonRefJson(e.lesson()));
      case ProgressEvent.LessonWatched e ->
          List.of(
              View.latest(
                  Audience.all(),
                  "lesson:position",
                  e.lesson().value(),
                  new ProgressJson.PositionJson(e.lesson(), ProgressJson.seconds(e.position()))));
      case ProgressEvent.LessonCompleted e ->
          told("lesson:completed", new ProgressJson.LessonRefJson(e.lesson()));
      case ProgressEvent.QuizCounted e ->
          told(
              "quiz:counted",
              new ProgressJson.QuizCountedJson(e.quiz(), e.title(), e.score(), e.max()));
      case ProgressEvent.ProgressUpdated e ->
          told(
              "progress:updated",
              new ProgressJson.UpdatedJson(e.percent(), e.points(), e.completed(), e.of()));
      case ProgressEvent.AchievementEarned e ->
          told("achievement:earned", ProgressJson.earned(e.achievement()));
    };
  }

  @Override
  public Object snapshot(ProgressState state, Viewer viewer) {
    return state
        .enrolment()
        .<Object>map(enrolment -> snapshot(state, enrolment))
        .orElseGet(Map::of);
  }

  private static List<View> told(String type, Object data) {
    return List.of(View.toAll(type, data));
  }

  private static Object snapshot(ProgressState state, Enrolment enrolment) {
    return new ProgressJson.SnapshotJson(
        enrolment.course(),
        enrolment.title(),
        enrolment.learner(),
        enrolment.lessons().stream().map(lesson -> ProgressJson.lesson(lesson, state)).toList(),
        state.percent(),
        state.points(),
        state.completed(),
        enrolment.steps(),
        state.achievements().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                e ->
                    new ProgressJson.AchievementJson(
                        e.getKey().id(), e.getKey().title(), e.getValue()))
            .toList(),
        state.quizzes().values().stream()
            .sorted(Comparator.comparing(quiz -> quiz.quiz().value()))
            .map(ProgressJson::quiz)
            .toList());
  }
}
