package io.lyceum.quiz.domain;

import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A quiz as it stands. Persistent collections: an answer costs the same whether ten take part or
 * ten thousand.
 *
 * @param joined who gave the join code; they may be here whatever the class says
 * @param names of all who joined by code or have answered
 * @param standings as of the last closed question, so that nothing shows whether an open answer is
 *     right
 * @param top the first of the standings, best first
 */
public record QuizState(
    Status status,
    Optional<QuizPlan> plan,
    Duration answerGrace,
    PSet<UserId> joined,
    PMap<UserId, String> names,
    Optional<Round> round,
    PVector<Round.Closed> closed,
    PMap<UserId, Standing> standings,
    PVector<Standing> top) {
  /** Where the quiz is; the names are stored, so they never change. */
  public enum Status {
    READY,
    OPEN,
    QUESTION,
    CLOSED,
    FINISHED
  }

  static QuizState initial() {
    return new QuizState(
        Status.READY,
        Optional.empty(),
        Duration.ZERO,
        HashTreePSet.empty(),
        HashTreePMap.empty(),
        Optional.empty(),
        TreePVector.empty(),
        HashTreePMap.empty(),
        TreePVector.empty());
  }

  QuizState evolve(QuizEvent event) {
    return switch (event) {
      case QuizEvent.QuizCreated e ->
          new QuizState(
              status,
              Optional.of(e.plan()),
              e.answerGrace(),
              joined,
              names,
              round,
              closed,
              standings,
              top);
      case QuizEvent.ParticipantAdded e -> knowing(joined.plus(e.person().id()), named(e.person()));
      case QuizEvent.QuizOpened _ -> at(Status.OPEN, round, closed);
      case QuizEvent.QuestionOpened e ->
          at(
              Status.QUESTION,
              Optional.of(Round.open(e.question().id(), e.openedAt(), e.deadline())),
              closed);
      case QuizEvent.AnswerSubmitted e ->
          knowing(joined, named(e.by()))
              .at(status, round.map(open -> open.with(e.by().id(), e.given())), closed);
      case QuizEvent.QuestionClosed e ->
          at(
              Status.CLOSED,
              Optional.empty(),
              round.map(open -> closed.plus(open.close(e.solution(), e.at()))).orElse(closed));
      case QuizEvent.LeaderboardChanged e -> ranked(e.standings());
      case QuizEvent.QuizFinished e ->
          ranked(e.standings()).at(Status.FINISHED, Optional.empty(), closed);
    };
  }

  /** How many questions have been opened. */
  public int asked() {
    return closed.size() + (round.isPresent() ? 1 : 0);
  }

  /** When answering the open question ends, the grace time included. */
  public Optional<Instant> closesAt() {
    return round.map(open -> open.deadline().plus(answerGrace));
  }

  /** When answering this question ended, if it has been closed. */
  Optional<Instant> endOf(QuestionId question) {
    return closed.stream()
        .filter(over -> over.question().equals(question))
        .map(Round.Closed::at)
        .findFirst();
  }

  /** Everybody's points in closed questions. */
  Map<UserId, Integer> scores() {
    Map<UserId, Integer> scores = new HashMap<>();
    standings.forEach((user, standing) -> scores.put(user, standing.score()));
    return scores;
  }

  private PMap<UserId, String> named(Person person) {
    return names.containsKey(person.id()) ? names : names.plus(person.id(), person.name());
  }

  private QuizState knowing(PSet<UserId> byCode, PMap<UserId, String> all) {
    return new QuizState(status, plan, answerGrace, byCode, all, round, closed, standings, top);
  }

  private QuizState at(Status next, Optional<Round> open, PVector<Round.Closed> over) {
    return new QuizState(next, plan, answerGrace, joined, names, open, over, standings, top);
  }

  private QuizState ranked(List<Standing> all) {
    Map<UserId, Standing> byUser = new HashMap<>();
    all.forEach(standing -> byUser.put(standing.user(), standing));
    return new QuizState(
        status,
        plan,
        answerGrace,
        joined,
        names,
        round,
        closed,
        HashTreePMap.from(byUser),
        TreePVector.from(Standing.top(all)));
  }
}
