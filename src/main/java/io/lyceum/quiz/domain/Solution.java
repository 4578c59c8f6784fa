package io.lyceum.quiz.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is right; only the part of the question's type is there. Never leaves the server before the
 * question is closed, but to the host.
 *
 * @param choice the index for a single choice
 * @param choices the indexes for a multiple choice, all or nothing, ascending
 * @param range for a number
 * @param spellings accepted texts
 */
public record Solution(
    Optional<Integer> choice,
    Optional<List<Integer>> choices,
    Optional<Boolean> truth,
    Optional<Range> range,
    Optional<List<String>> spellings) {
  /** Numbers at most {@code tolerance} away from {@code value}. */
  public record Range(double value, double tolerance) {
    boolean holds(double number) {
      // 0.4 is 0.1 away from 0.3 for a person, but not in binary: allow for the last digits.
      double slack = 4 * Math.ulp(Math.max(Math.abs(number), Math.abs(value)));
      return Math.abs(number - value) <= tolerance + slack;
    }
  }

  private static final Solution NONE =
      new Solution(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Solution {
    choices = choices.map(indexes -> indexes.stream().sorted().toList());
    spellings = spellings.map(List::copyOf);
  }

  public static Solution choice(int index) {
    return new Solution(Optional.of(index), NONE.choices, NONE.truth, NONE.range, NONE.spellings);
  }

  public static Solution choices(List<Integer> indexes) {
    return new Solution(NONE.choice, Optional.of(indexes), NONE.truth, NONE.range, NONE.spellings);
  }

  public static Solution truth(boolean truth) {
    return new Solution(NONE.choice, NONE.choices, Optional.of(truth), NONE.range, NONE.spellings);
  }

  public static Solution range(double value, double tolerance) {
    Optional<Range> range = Optional.of(new Range(value, tolerance));
    return new Solution(NONE.choice, NONE.choices, NONE.truth, range, NONE.spellings);
  }

  public static Solution spellings(List<String> accepted) {
    return new Solution(NONE.choice, NONE.choices, NONE.truth, NONE.range, Optional.of(accepted));
  }

  /** Whether the answer, of the right form, is right. */
  boolean accepts(Answer answer) {
    return choice
        .map(index -> answer.number().filter(n -> n == index.doubleValue()).isPresent())
        .or(
            () ->
                choices.map(all -> answer.choices().filter(given -> same(all, given)).isPresent()))
        .or(() -> truth.map(value -> answer.truth().filter(value::equals).isPresent()))
        .or(() -> range.map(r -> answer.number().filter(r::holds).isPresent()))
        .or(() -> spellings.map(all -> answer.text().filter(t -> spelt(all, t)).isPresent()))
        .orElse(false);
  }

  private static boolean same(List<Integer> wanted, List<Integer> given) {
    Set<Integer> set = new HashSet<>(wanted);
    return set.equals(new HashSet<>(given));
  }

  private static boolean spelt(List<String> accepted, String text) {
    String folded = Answer.folded(text);
    return accepted.stream().anyMatch(spelling -> Answer.folded(spelling).equals(folded));
  }
}
