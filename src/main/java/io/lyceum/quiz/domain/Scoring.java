package io.lyceum.quiz.domain;

import java.time.Duration;

/** How many points an answer is worth; always from 0 to the question's points. */
public interface Scoring {
  /**
   * The points of an answer.
   *
   * @param points what the question is worth
   * @param taken from the opening of the question to the answer
   * @param allowed how long the question may be answered
   */
  int score(int points, boolean correct, Duration taken, Duration allowed);

  /** The rules a quiz may choose from; the names are stored, so they never change. */
  enum Rule implements Scoring {
    /** All points for a right answer, however long it took. */
    ACCURACY {
      @Override
      public int score(int points, boolean correct, Duration taken, Duration allowed) {
        return correct ? points : 0;
      }
    },
    /** {@code round(P · (1 − t / 2T))}: half the points are left at the deadline. */
    SPEED {
      @Override
      public int score(int points, boolean correct, Duration taken, Duration allowed) {
        if (!correct) {
          return 0;
        }
        long limit = allowed.toMillis();
        long time = Math.clamp(taken.toMillis(), 0, limit);
        if (time < AT_ONCE.toMillis()) {
          return points;
        }
        // The formula times 4T, with a half added to round: whole numbers make it exact.
        return (int) ((2L * points * (2 * limit - time) + 2 * limit) / (4 * limit));
      }
    };

    /** Nobody reads and answers faster; below it only the network would be measured. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);
  }
}
