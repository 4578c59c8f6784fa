package io.lyceum.quiz;

import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.quiz.domain.Standing;
import io.lyceum.topic.Audience;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wire of a quiz. Nothing a pupil sees holds a solution before its question is closed. */
final class QuizFrames implements TopicFrames<QuizState, QuizCommand, QuizEvent> {
  @Override
  public CommandTable<QuizCommand> commands() {
    return QuizReader.commands();
  }

  @Override
  public List<View> views(QuizEvent event) {
    return switch (event) {
      case QuizEvent.QuizCreated _, QuizEvent.ParticipantAdded _ -> List.of();
      case QuizEvent.QuizOpened e ->
          List.of(View.toAll("quiz:opened", new QuizJson.OpenedJson(e.title(), e.of())));
      case QuizEvent.QuestionOpened e -> List.of(View.toAll("question:opened", opened(e)));
      case QuizEvent.AnswerSubmitted e ->
          List.of(
              View.to(
                  Audience.roles(QuizDecider.HOST),
                  "answer:counted",
                  new QuizJson.CountedJson(e.question(), e.count())));
      case QuizEvent.QuestionClosed e ->
          List.of(View.toAll("question:closed", closed(e)).withOwn(results(e)));
      case QuizEvent.LeaderboardChanged e -> {
        Object top = new QuizJson.LeaderboardJson(Standing.top(e.standings()));
        yield List.of(View.toAll("leaderboard:changed", top).withOwn(places(e.standings())));
      }
      case QuizEvent.QuizFinished e -> {
        Object top = new QuizJson.FinishedJson(Standing.top(e.standings()), e.of());
        yield List.of(View.toAll("quiz:finished", top).withOwn(places(e.standings())));
      }
    };
  }

  @Override
  public Object snapshot(QuizState state, Viewer viewer) {
    return QuizSnapshot.of(state, viewer);
  }

  /** {@code results}: to a host of all, to a pupil their own; {@code title}. */
  @Override
  public Optional<Decision<Object>> report(QuizState state, String name, Viewer viewer) {
    return switch (name) {
      case "results" -> Optional.of(Decision.accept(QuizResults.of(state, viewer)));
      case "title" ->
          state.plan().map(plan -> Decision.accept((Object) Map.of("title", plan.title())));
      default -> Optional.empty();
    };
  }

  private static Object opened(QuizEvent.QuestionOpened e) {
    return new QuizJson.QuestionOpenedJson(
        QuizJson.asked(e.question()), e.number(), e.of(), e.deadline(), e.seconds(), e.points());
  }

  private static Object closed(QuizEvent.QuestionClosed e) {
    return new QuizJson.ClosedJson(
        e.question(), QuizJson.solution(e.solution()), e.distribution(), e.answered());
  }

  private static Map<UserId, Object> results(QuizEvent.QuestionClosed e) {
    Map<UserId, Object> own = new HashMap<>();
    e.results().forEach((user, result) -> own.put(user, QuizJson.result(result)));
    return own;
  }

  private static Map<UserId, Object> places(List<Standing> standings) {
    Map<UserId, Object> own = new HashMap<>();
    standings.forEach(standing -> own.put(standing.user(), QuizJson.place(standing)));
    return own;
  }
}
