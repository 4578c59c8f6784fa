package io.lyceum.progress.domain;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What a learner can earn in a course, each once; the names are stored, so they never change. */
public enum Achievement {
  FIRST_LESSON("first-lesson", "First lesson", state -> state.completedLessons() >= 1),
  HALFWAY("halfway", "Halfway there", state -> state.percent() >= 50),
  COURSE_COMPLETED("course-completed", "Course completed", state -> state.percent() == 100),
  FIRST_QUIZ("first-quiz", "First quiz", state -> !state.quizzes().isEmpty()),
  PERFECT_QUIZ("perfect-quiz", "Perfect quiz", ProgressState::anyPerfectQuiz);

  private final String id;
  private final String title;
  private final Predicate<ProgressState> reached;

  Achievement(String id, String title, Predicate<ProgressState> reached) {
    this.id = id;
    this.title = title;
    this.reached = reached;
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** What the state has reached but not yet been given, in order of declaration. */
  static List<Achievement> due(ProgressState state) {
    return Arrays.stream(values())
        .filter(each -> !state.achievements().containsKey(each) && each.reached.test(state))
        .toList();
  }
}
