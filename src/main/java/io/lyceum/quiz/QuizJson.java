package io.lyceum.quiz;

import io.lyceum.quiz.domain.Answer;
import io.lyceum.quiz.domain.Person;
import io.lyceum.quiz.domain.Question;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.Scoring;
import io.lyceum.quiz.domain.Solution;
import io.lyceum.quiz.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shapes that go out. */
final class QuizJson {
  private QuizJson() {}

  /** A question as pupils see it. */
  record AskedJson(QuestionId id, String type, String text, Optional<List<String>> choices) {}

  /** A question as its owner sees it. */
  record QuestionJson(
      QuestionId id,
      String type,
      String text,
      Optional<List<String>> choices,
      Object solution,
      int seconds,
      int points) {}

  /** The command {@code quiz:create}. */
  record CreateJson(
      String title,
      String code,
      Optional<String> classId,
      Optional<String> courseId,
      String scoring,
      Person owner,
      List<QuestionJson> questions) {}

  record OpenedJson(String title, int of) {}

  record QuestionOpenedJson(
      AskedJson question, int number, int of, Instant deadline, int seconds, int points) {}

  record CountedJson(QuestionId question, int count) {}

  record ClosedJson(
      QuestionId question, Object solution, Map<String, Integer> distribution, int answered) {}

  record ResultJson(Optional<Object> answer, boolean correct, int points, int score) {}

  record PlaceJson(int rank, int score) {}

  record LeaderboardJson(List<Standing> top) {}

  record FinishedJson(List<Standing> top, int of) {}

  static AskedJson asked(Question.Asked asked) {
    return new AskedJson(
        asked.id(), QuestionReader.wire(asked.type()), asked.text(), choices(asked.choices()));
  }

  static QuestionJson question(Question question) {
    return new QuestionJson(
        question.id(),
        QuestionReader.wire(question.type()),
        question.text(),
        choices(question.choices()),
        solution(question.solution()),
        question.seconds(),
        question.points());
  }

  static CreateJson create(QuizPlan plan) {
    return new CreateJson(
        plan.title(),
        plan.code(),
        plan.classId(),
        plan.courseId(),
        scoring(plan.scoring()),
        plan.owner(),
        plan.questions().stream().map(QuizJson::question).toList());
  }

  static ResultJson result(QuizEvent.Result result) {
    return new ResultJson(
        result.answer().map(QuizJson::answer), result.correct(), result.points(), result.score());
  }

  static PlaceJson place(Standing standing) {
    return new PlaceJson(standing.rank(), standing.score());
  }

  static String scoring(Scoring.Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  /** In the form it was given. */
  static Object solution(Solution solution) {
    return solution
        .choice()
        .<Object>map(index -> index)
        .or(solution::choices)
        .or(solution::truth)
        .or(
            () ->
                solution
                    .range()
                    .map(
                        r ->
                            Map.of("value", number(r.value()), "tolerance", number(r.tolerance()))))
        .or(solution::spellings)
        .orElseThrow();
  }

  /** In the form it was given. */
  static Object answer(Answer answer) {
    return answer
        .number()
        .<Object>map(QuizJson::number)
        .or(answer::choices)
        .or(answer::truth)
        .or(answer::text)
        .orElseThrow();
  }

  /** 3, not 3.0. */
  private static Number number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? (Number) (long) number : (Number) number;
  }

  private static Optional<List<String>> choices(List<String> choices) {
    return choices.isEmpty() ? Optional.empty() : Optional.of(choices);
  }
}
