package io.lyceum.quiz.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;

/** What follows when a question, or the whole quiz, comes to its end. */
final class Closing {
  private Closing() {}

  /** Closes the open question; empty when none is open. */
  static List<QuizEvent> of(QuizState state, Instant now) {
    return state.round().map(round -> of(state, round, now)).orElse(List.of());
  }

  /** Closes the open question if there is one, then the quiz. */
  static List<QuizEvent> all(QuizState state, QuizPlan plan, Instant now) {
    List<QuizEvent> events = of(state, now);
    QuizState closed = fold(state, events);
    int maxScore = plan.questions().stream().limit(closed.asked()).mapToInt(Question::points).sum();
    QuizEvent finished =
        new QuizEvent.QuizFinished(
            plan.title(),
            plan.owner(),
            plan.classId(),
            plan.courseId(),
            plan.questions().size(),
            maxScore,
            Standing.rank(closed.names(), closed.scores()),
            now);
    return joined(events, List.of(finished));
  }

  static QuizState fold(QuizState state, List<QuizEvent> events) {
    QuizState folded = state;
    for (QuizEvent event : events) {
      folded = folded.evolve(event);
    }
    return folded;
  }

  static List<QuizEvent> joined(List<QuizEvent> first, List<QuizEvent> then) {
    List<QuizEvent> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private static List<QuizEvent> of(QuizState state, Round round, Instant now) {
    Map<UserId, Integer> scores = state.scores();
    Map<UserId, QuizEvent.Result> results = new HashMap<>();
    for (UserId user : state.names().keySet()) {
      Optional<Round.Given> given = Optional.ofNullable(round.answers().get(user));
      int points = given.map(Round.Given::points).orElse(0);
      int score = scores.merge(user, points, Integer::sum);
      boolean correct = given.map(Round.Given::correct).orElse(false);
      results.put(
          user, new QuizEvent.Result(given.map(Round.Given::answer), correct, points, score));
    }
    QuizEvent closed =
        new QuizEvent.QuestionClosed(
            round.question(),
            solution(state, round.question()),
            now.isBefore(round.deadline()) ? now : round.deadline(),
            round.distribution(),
            round.answers().size(),
            HashTreePMap.from(results));
    return List.of(closed, new QuizEvent.LeaderboardChanged(Standing.rank(state.names(), scores)));
  }

  private static Solution solution(QuizState state, QuestionId id) {
    return state.plan().flatMap(plan -> plan.question(id)).map(Question::solution).orElseThrow();
  }
}
