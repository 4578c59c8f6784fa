package io.lyceum.quiz.domain;

import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.PMap;

/** What happened in a quiz. Every decision is in its event and is never recomputed. */
public sealed interface QuizEvent {
  /**
   * A quiz exists.
   *
   * @param answerGrace how long after a deadline an answer still counts, for the way it travels
   */
  record QuizCreated(QuizPlan plan, Duration answerGrace) implements QuizEvent {}

  record ParticipantAdded(Person person) implements QuizEvent {}

  record QuizOpened(String title, int of, Optional<String> classId, Instant at)
      implements QuizEvent {}

  record QuestionOpened(
      Question.Asked question,
      int number,
      int of,
      Instant openedAt,
      Instant deadline,
      int seconds,
      int points)
      implements QuizEvent {}

  /**
   * An answer counts.
   *
   * @param count how many have answered the question, this one included
   */
  record AnswerSubmitted(QuestionId question, Person by, Round.Given given, int count)
      implements QuizEvent {}

  /**
   * A question is over; its solution may be shown.
   *
   * @param at when answering ended: the deadline, or before it when the host closed
   * @param distribution how many gave each answer; counted from the results where it was not stored
   * @param answered the sum of the distribution
   * @param results of every participant, also of those who did not answer
   */
  record QuestionClosed(
      QuestionId question,
      Solution solution,
      Instant at,
      PMap<String, Integer> distribution,
      int answered,
      PMap<UserId, Result> results)
      implements QuizEvent {
    public QuestionClosed {
      distribution =
          distribution.isEmpty()
              ? Answer.distribution(results.values().stream().flatMap(r -> r.answer().stream()))
              : distribution;
    }
  }

  /** All standings, best first; comes with every closed question. */
  record LeaderboardChanged(List<Standing> standings) implements QuizEvent {
    public LeaderboardChanged {
      standings = List.copyOf(standings);
    }
  }

  /**
   * The quiz is over.
   *
   * @param of how many questions it has
   * @param maxScore the points of the questions that were asked
   */
  record QuizFinished(
      String title,
      Person owner,
      Optional<String> classId,
      Optional<String> courseId,
      int of,
      int maxScore,
      List<Standing> standings,
      Instant at)
      implements QuizEvent {
    public QuizFinished {
      standings = List.copyOf(standings);
    }
  }

  /** One participant's part of a closed question; {@code score} is their total after it. */
  record Result(Optional<Answer> answer, boolean correct, int points, int score) {}
}
