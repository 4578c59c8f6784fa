package io.lyceum.quiz;

import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;

/**
 * {@code lyceum.quiz} in {@code quiz.conf}.
 *
 * @param answerGrace how long after a deadline an answer still counts; stored in each quiz when it
 *     is created
 */
public record QuizSettings(Duration answerGrace) {
  public static final QuizSettings DEFAULTS = new QuizSettings(Duration.ZERO);

  /** Reads {@code lyceum.quiz}. */
  public static QuizSettings read(SettingReader reader) {
    return new QuizSettings(
        reader.duration("lyceum.quiz.answer-grace", Duration.ZERO, Duration.ofMinutes(1)));
  }
}
