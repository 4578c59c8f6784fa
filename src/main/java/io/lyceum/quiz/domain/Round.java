package io.lyceum.quiz.domain;

import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The open question.
 *
 * @param distribution how many gave each answer, by {@link Answer#key}; counted from the answers
 *     where it was not stored
 */
public record Round(
    QuestionId question,
    Instant openedAt,
    Instant deadline,
    PMap<UserId, Given> answers,
    PMap<String, Integer> distribution) {
  public Round {
    distribution = counted(distribution, answers);
  }

  /** An accepted answer with the decision on it. */
  public record Given(Answer answer, Duration taken, boolean correct, int points) {}

  /** A question that is over, for ever. */
  public record Closed(
      QuestionId question,
      Solution solution,
      Instant at,
      PMap<UserId, Given> answers,
      PMap<String, Integer> distribution) {
    public Closed {
      distribution = counted(distribution, answers);
    }
  }

  private static PMap<String, Integer> counted(
      PMap<String, Integer> distribution, PMap<UserId, Given> answers) {
    return distribution.isEmpty()
        ? Answer.distribution(answers.values().stream().map(Given::answer))
        : distribution;
  }

  static Round open(QuestionId question, Instant openedAt, Instant deadline) {
    return new Round(question, openedAt, deadline, HashTreePMap.empty(), HashTreePMap.empty());
  }

  Round with(UserId user, Given given) {
    String key = given.answer().key();
    int before = distribution.getOrDefault(key, 0);
    return new Round(
        question,
        openedAt,
        deadline,
        answers.plus(user, given),
        distribution.plus(key, before + 1));
  }

  Closed close(Solution solution, Instant at) {
    return new Closed(question, solution, at, answers, distribution);
  }
}
