package io.lyceum.quiz;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code lyceum.quiz} in {@code quiz.conf}.
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

  public static QuizSettings of(Config lyceum) {
    return new QuizSettings(lyceum.getConfig("quiz").getDuration("answer-grace"));
  }
}
