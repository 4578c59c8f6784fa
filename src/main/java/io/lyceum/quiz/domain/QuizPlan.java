package io.lyceum.quiz.domain;

import java.util.List;
import java.util.Optional;

/**
 * A quiz as its owner made it.
 *
 * @param code lets anyone of the school join
 * @param classId the class whose members take part without the code
 * @param courseId the course its results count into
 */
public record QuizPlan(
    String title,
    String code,
    Optional<String> classId,
    Optional<String> courseId,
    Scoring.Rule scoring,
    Person owner,
    List<Question> questions) {
  public static final int MAX_TITLE = 200;
  public static final int MAX_QUESTIONS = 100;

  public QuizPlan {
    questions = List.copyOf(questions);
  }

  public Optional<Question> question(QuestionId id) {
    return questions.stream().filter(question -> question.id().equals(id)).findFirst();
  }
}
