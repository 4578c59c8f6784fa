package io.lyceum.quiz;

import java.time.Duration;

/**
 * What an operator may set.
 *
 * @param answerGrace how long after a deadline an answer still counts; stored in each quiz when it
 *     is created
 */
public record QuizSettings(Duration answerGrace) {
  public static final QuizSettings DEFAULTS = new QuizSettings(Duration.ZERO);

  public QuizSettings {
    if (answerGrace.isNegative()) {
      throw new IllegalArgumentException("answer-grace must not be negative: " + answerGrace);
    }
  }
}
