package io.lyceum.quiz;

import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.quiz.domain.Question;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.quiz.domain.Round;
import io.lyceum.quiz.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a newcomer is told. The question is the one last opened; its deadline only while it is open;
 * {@code last} is the question closed last.
 */
record QuizSnapshot(
    String title,
    String status,
    String scoring,
    Optional<String> code,
    int of,
    int number,
    Optional<QuizJson.AskedJson> question,
    Optional<Instant> deadline,
    Optional<Integer> seconds,
    Optional<Integer> points,
    Optional<Boolean> answered,
    Optional<Integer> count,
    Optional<LastJson> last,
    List<Standing> top,
    Optional<QuizJson.PlaceJson> own,
    Optional<List<QuizJson.QuestionJson>> questions) {

  /** {@code own} is the viewer's own answer to it. */
  record LastJson(
      QuestionId question,
      Object solution,
      Map<String, Integer> distribution,
      int answered,
      Optional<OwnJson> own) {}

  record OwnJson(Object answer, boolean correct, int points) {}

  static Object of(QuizState state, Viewer viewer) {
    return state
        .plan()
        .<Object>map(plan -> of(state, plan, viewer))
        .orElseGet(() -> Map.of("status", status(state)));
  }

  static String status(QuizState state) {
    return state.status().name().toLowerCase(Locale.ROOT);
  }

  /** Whether this viewer may see solutions and everybody's answers at any time. */
  static boolean hosts(Viewer viewer) {
    return viewer.role().equals(QuizDecider.HOST) || viewer.role().equals(TopicRole.SYSTEM);
  }

  private static QuizSnapshot of(QuizState state, QuizPlan plan, Viewer viewer) {
    boolean host = hosts(viewer);
    Optional<Round> round = state.round();
    Optional<Question> latest =
        state.asked() == 0
            ? Optional.empty()
            : Optional.of(plan.questions().get(state.asked() - 1));
    Optional<Question> open = latest.filter(_ -> round.isPresent());
    return new QuizSnapshot(
        plan.title(),
        status(state),
        QuizJson.scoring(plan.scoring()),
        forHost(host, plan.code()),
        plan.questions().size(),
        state.asked(),
        latest.map(Question::asked).map(QuizJson::asked),
        round.map(Round::deadline),
        open.map(Question::seconds),
        open.map(Question::points),
        round.filter(_ -> !host).map(r -> r.answers().containsKey(viewer.user())),
        round.filter(_ -> host).map(r -> r.answers().size()),
        last(state, viewer.user()),
        state.top(),
        Optional.ofNullable(state.standings().get(viewer.user())).map(QuizJson::place),
        forHost(host, plan.questions().stream().map(QuizJson::question).toList()));
  }

  private static Optional<LastJson> last(QuizState state, UserId user) {
    if (state.closed().isEmpty()) {
      return Optional.empty();
    }
    Round.Closed last = state.closed().get(state.closed().size() - 1);
    Optional<OwnJson> own =
        Optional.ofNullable(last.answers().get(user))
            .map(g -> new OwnJson(QuizJson.answer(g.answer()), g.correct(), g.points()));
    return Optional.of(
        new LastJson(
            last.question(),
            QuizJson.solution(last.solution()),
            last.distribution(),
            last.answers().size(),
            own));
  }

  private static <T> Optional<T> forHost(boolean host, T value) {
    return host ? Optional.of(value) : Optional.empty();
  }
}
