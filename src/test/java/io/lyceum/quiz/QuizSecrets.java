package io.lyceum.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.quiz.domain.Question;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizSamples;
import io.lyceum.quiz.domain.Scoring;
import io.lyceum.quiz.domain.Solution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A quiz whose solutions are recognisable in any JSON. */
final class QuizSecrets {
  private static final Pattern ANY_SOLUTION = Pattern.compile("solution|spellings|tolerance");
  private static final Map<QuestionId, String> SECRETS =
      Map.of(
          new QuestionId("q4"), "271828.25",
          new QuestionId("q5"), "SESAME");

  private QuizSecrets() {}

  static QuizPlan plan() {
    return new QuizPlan(
        "Secrets",
        "CODE42",
        Optional.empty(),
        Optional.empty(),
        Scoring.Rule.SPEED,
        QuizSamples.as(QuizSamples.TEACHER),
        List.of(
            QuizSamples.single(),
            QuizSamples.multiple(),
            QuizSamples.truth(),
            with(QuizSamples.numeric(), Solution.range(271828.25, 0.5)),
            with(QuizSamples.text(), Solution.spellings(List.of("SESAME")))));
  }

  /** Fails if {@code json} shows the solution of a question that is not closed. */
  static void assertHidden(String json, Set<QuestionId> closed) {
    if (closed.isEmpty()) {
      // The solutions of choices are bare figures; their field must not be there at all.
      assertThat(ANY_SOLUTION.matcher(json).find()).as(json).isFalse();
    }
    SECRETS.forEach(
        (question, secret) -> {
          if (!closed.contains(question)) {
            assertThat(json).doesNotContain(secret);
          }
        });
    assertThat(json).doesNotContain("CODE42");
  }

  private static Question with(Question question, Solution solution) {
    return new Question(
        question.id(), question.type(), question.text(), question.choices(), solution, 20, 100);
  }
}
