package io.lyceum.quiz.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One question with its solution.
 *
 * @param choices what a single or multiple choice chooses from; empty for the other types
 * @param seconds how long it may be answered
 * @param points the score of a right answer
 */
public record Question(
    QuestionId id,
    Type type,
    String text,
    List<String> choices,
    Solution solution,
    int seconds,
    int points) {
  public static final int MAX_TEXT = 2000;
  public static final int MIN_CHOICES = 2;
  public static final int MAX_CHOICES = 10;
  public static final int MAX_SECONDS = 3600;
  public static final int MAX_POINTS = 10_000;

  /** How a question is answered; the names are stored, so they never change. */
  public enum Type {
    SINGLE,
    MULTIPLE,
    BOOLEAN,
    NUMERIC,
    TEXT
  }

  /** The question as a pupil may see it: without its solution. */
  public record Asked(QuestionId id, Type type, String text, List<String> choices) {
    public Asked {
      choices = List.copyOf(choices);
    }
  }

  public Question {
    choices = List.copyOf(choices);
  }

  public Asked asked() {
    return new Asked(id, type, text, choices);
  }

  /** What form the answer should have had; empty when it has it. */
  Optional<String> misfit(Answer answer) {
    return switch (type) {
      case SINGLE ->
          unless(answer.number().filter(this::isIndex).isPresent(), "must be " + indexForm());
      case MULTIPLE ->
          unless(
              answer.choices().filter(this::areIndexes).isPresent(),
              "must be a list of choices' indexes from 0 to "
                  + (choices.size() - 1)
                  + ", each once");
      case BOOLEAN -> unless(answer.truth().isPresent(), "must be true or false");
      case NUMERIC -> unless(answer.number().isPresent(), "must be a number");
      case TEXT -> unless(answer.text().isPresent(), "must be a text");
    };
  }

  private String indexForm() {
    return "a choice's index from 0 to " + (choices.size() - 1);
  }

  private boolean isIndex(double number) {
    return number == Math.rint(number) && number >= 0 && number < choices.size();
  }

  private boolean areIndexes(List<Integer> indexes) {
    return new HashSet<>(indexes).size() == indexes.size()
        && indexes.stream().allMatch(index -> isIndex(index));
  }

  private static Optional<String> unless(boolean fits, String form) {
    return fits ? Optional.empty() : Optional.of(form);
  }
}
