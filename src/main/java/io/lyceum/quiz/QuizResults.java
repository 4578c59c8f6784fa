package io.lyceum.quiz;

import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.quiz.domain.Round;
import io.lyceum.quiz.domain.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who answered what. A host sees everybody, with the answers to the open question; a pupil sees
 * their own, to closed questions only. Scores and ranks are those of the last closed question.
 */
record QuizResults(String title, String status, int of, List<ParticipantJson> participants) {
  record ParticipantJson(UserId user, String name, int score, int rank, List<AnswerJson> answers) {}

  record AnswerJson(QuestionId question, Object answer, boolean correct, int points) {}

  static Object of(QuizState state, Viewer viewer) {
    boolean host = QuizSnapshot.hosts(viewer);
    Stream<UserId> users = state.names().keySet().stream();
    List<ParticipantJson> participants =
        users
            .filter(user -> host || user.equals(viewer.user()))
            .map(user -> participant(state, user, host))
            .sorted(
                Comparator.comparingInt(ParticipantJson::rank)
                    .thenComparing(ParticipantJson::name)
                    .thenComparing(p -> p.user().value()))
            .toList();
    return new QuizResults(
        state.plan().map(QuizPlan::title).orElse(""),
        QuizSnapshot.status(state),
        state.plan().map(plan -> plan.questions().size()).orElse(0),
        participants);
  }

  private static ParticipantJson participant(QuizState state, UserId user, boolean withOpen) {
    List<AnswerJson> answers = new ArrayList<>();
    for (Round.Closed over : state.closed()) {
      add(answers, over.question(), Optional.ofNullable(over.answers().get(user)));
    }
    state
        .round()
        .filter(_ -> withOpen)
        .ifPresent(
            open -> add(answers, open.question(), Optional.ofNullable(open.answers().get(user))));
    String name = state.names().getOrDefault(user, "");
    // Who came after the last leaderboard shares the place of those without points.
    Standing standing =
        Optional.ofNullable(state.standings().get(user))
            .orElseGet(() -> new Standing(firstWithoutPoints(state), user, name, 0));
    return new ParticipantJson(user, name, standing.score(), standing.rank(), answers);
  }

  private static void add(List<AnswerJson> to, QuestionId id, Optional<Round.Given> given) {
    given.ifPresent(
        g -> to.add(new AnswerJson(id, QuizJson.answer(g.answer()), g.correct(), g.points())));
  }

  private static int firstWithoutPoints(QuizState state) {
    return 1 + (int) state.standings().values().stream().filter(s -> s.score() > 0).count();
  }
}
