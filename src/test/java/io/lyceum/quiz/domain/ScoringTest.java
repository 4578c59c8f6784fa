package io.lyceum.quiz.domain;

import static io.lyceum.quiz.domain.Scoring.Rule.ACCURACY;
import static io.lyceum.quiz.domain.Scoring.Rule.SPEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScoringTest {
  @Test
  void speed_halves_the_points_towards_the_deadline() {
    assertThat(speed(1000, 499, 20)).isEqualTo(1000);
    assertThat(speed(1000, 500, 20)).isEqualTo(988);
    assertThat(speed(1000, 10_000, 20)).isEqualTo(750);
    assertThat(speed(1000, 20_000, 20)).isEqualTo(500);
    assertThat(speed(1000, 99_000, 20)).isEqualTo(500);
    assertThat(speed(1, 20_000, 20)).isEqualTo(1);
  }

  @Test
  void a_wrong_answer_has_no_points() {
    assertThat(ACCURACY.score(100, false, Duration.ZERO, Duration.ofSeconds(1))).isZero();
    assertThat(SPEED.score(100, false, Duration.ZERO, Duration.ofSeconds(1))).isZero();
  }

  @Property
  void a_score_is_never_outside_0_to_the_points_and_follows_the_formula(
      @ForAll Scoring.Rule rule,
      @ForAll boolean correct,
      @ForAll @IntRange(min = 1, max = 10_000) int points,
      @ForAll @LongRange(min = -5_000, max = 8_000_000) long millis,
      @ForAll @IntRange(min = 1, max = 3600) int seconds) {
    int score = rule.score(points, correct, Duration.ofMillis(millis), Duration.ofSeconds(seconds));
    assertThat(score).isBetween(0, points);
    if (rule == SPEED && correct && millis >= 500) {
      double share = 1 - Math.min(millis, seconds * 1000L) / (2000.0 * seconds);
      assertThat((double) score).isBetween(points * share - 0.5001, points * share + 0.5001);
    }
  }

  private static int speed(int points, long millis, int seconds) {
    return SPEED.score(points, true, Duration.ofMillis(millis), Duration.ofSeconds(seconds));
  }
}
