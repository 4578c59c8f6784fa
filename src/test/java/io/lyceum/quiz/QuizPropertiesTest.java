package io.lyceum.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.json.Json;
import io.lyceum.quiz.domain.Answer;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizSamples;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.quiz.domain.QuizState.Status;
import io.lyceum.quiz.domain.QuizStory;
import io.lyceum.quiz.domain.Scoring;
import io.lyceum.topic.View;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever anyone sends in whatever order at whatever time. */
class QuizPropertiesTest {
  private static final JournalCodec<QuizState, QuizEvent> CODEC = QuizTopic.journal();
  private static final QuizFrames FRAMES = new QuizFrames();

  /** Someone does something some time after the step before. */
  record Step(long pause, Caller caller, QuizCommand command, boolean wake) {}

  @Property(tries = 300)
  void the_state_is_always_legal(@ForAll("steps") List<Step> steps, @ForAll Scoring.Rule rule) {
    QuizPlan plan = QuizSamples.plan(rule);
    QuizStory story = new QuizStory(Duration.ofMillis(200));
    long clock = 0;
    for (Step step : steps) {
      clock += step.pause();
      live(story, step, clock);
      QuizState state = story.state();
      assertThat(state.round().isPresent()).isEqualTo(state.status() == Status.QUESTION);
      assertThat(state.asked()).isLessThanOrEqualTo(plan.questions().size());
      assertThat(state.top()).hasSizeLessThanOrEqualTo(10);
      int most = plan.questions().stream().mapToInt(q -> q.points()).sum();
      state.standings().values().forEach(s -> assertThat(s.score()).isBetween(0, most));
      story.refusal().ifPresent(r -> assertThat(r.code()).isNotEqualTo(ErrorCode.INTERNAL));
      state
          .round()
          .ifPresent(
              round ->
                  assertThat(count(round.distribution().values()))
                      .isEqualTo(round.answers().size()));
    }
  }

  @Property(tries = 200)
  void each_person_answers_a_question_once_and_in_time_and_a_closed_one_stays_closed(
      @ForAll("steps") List<Step> steps) {
    Set<String> answered = new HashSet<>();
    Set<QuestionId> closed = new HashSet<>();
    for (QuizEvent event : lived(steps).history()) {
      if (event instanceof QuizEvent.AnswerSubmitted e) {
        assertThat(answered.add(e.question() + " " + e.by())).isTrue();
        assertThat(closed).doesNotContain(e.question());
        assertThat(e.given().points()).isBetween(0, 100);
        assertThat(e.given().taken()).isLessThanOrEqualTo(Duration.ofMillis(20_200));
      }
      if (event instanceof QuizEvent.QuestionClosed e) {
        assertThat(closed.add(e.question())).isTrue();
        assertThat(count(e.distribution().values())).isEqualTo(e.answered());
        assertThat(e.results().values().stream().filter(r -> r.answer().isPresent()))
            .hasSize(e.answered());
      }
      if (event instanceof QuizEvent.QuestionOpened e) {
        assertThat(closed).doesNotContain(e.question().id());
      }
    }
  }

  @Property(tries = 100)
  void events_and_state_come_back_from_the_journal_with_the_same_alarm(
      @ForAll("steps") List<Step> steps) {
    QuizStory story = lived(steps);
    QuizDecider decider = story.decider();
    QuizState replayed = decider.initial(QuizSamples.TOPIC);
    for (QuizEvent event : story.history()) {
      QuizEvent read = CODEC.read(CODEC.manifest(event), throughText(CODEC.write(event)));
      assertThat(read).isEqualTo(event);
      replayed = decider.evolve(replayed, read);
    }
    assertThat(replayed).isEqualTo(story.state());
    QuizState restored =
        CODEC.readState(CODEC.stateManifest(), throughText(CODEC.writeState(replayed)));
    assertThat(restored).isEqualTo(story.state());
    assertThat(decider.alarm(restored)).isEqualTo(decider.alarm(story.state()));
    assertThat(decider.alarm(restored))
        .isEqualTo(restored.round().map(r -> r.deadline().plusMillis(200)));
  }

  @Property(tries = 200)
  void nothing_a_pupil_sees_holds_a_solution_before_the_close(@ForAll("steps") List<Step> steps) {
    QuizPlan plan = QuizSecrets.plan();
    QuizStory story = new QuizStory(Duration.ZERO);
    story.when(QuizSamples.SERVER, new QuizCommand.CreateQuiz(plan)).joined(QuizSamples.ADA);
    Set<QuestionId> closed = new HashSet<>();
    Viewer pupil = new Viewer(QuizSamples.ADA.user(), QuizDecider.PUPIL);
    long clock = 0;
    for (Step step : steps) {
      clock += step.pause();
      live(story, step, clock);
      for (QuizEvent event : story.last()) {
        if (event instanceof QuizEvent.QuestionClosed e) {
          closed.add(e.question());
        }
        QuizSecrets.assertHidden(seen(event, pupil), closed);
      }
      QuizSecrets.assertHidden(Json.write(FRAMES.snapshot(story.state(), pupil)), closed);
      QuizSecrets.assertHidden(
          Json.write(FRAMES.report(story.state(), "results", pupil).orElseThrow()), closed);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Caller> callers =
        Arbitraries.of(
            QuizSamples.TEACHER,
            QuizSamples.TEACHER,
            QuizSamples.SERVER,
            QuizSamples.ADA,
            QuizSamples.BOB,
            QuizSamples.EVE);
    Arbitrary<Long> waits = Arbitraries.of(0L, 1L, 400L, 3_000L, 19_999L, 20_000L, 20_201L);
    Arbitrary<Boolean> wakes = Arbitraries.of(false, false, false, true);
    return Combinators.combine(waits, callers, commands(), wakes)
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }

  private static Arbitrary<QuizCommand> commands() {
    Arbitrary<QuizCommand> leading =
        Arbitraries.of(
            new QuizCommand.OpenQuiz(),
            new QuizCommand.NextQuestion(),
            new QuizCommand.NextQuestion(),
            new QuizCommand.CloseQuestion());
    Arbitrary<QuizCommand> rare =
        Arbitraries.of(
            new QuizCommand.FinishQuiz(),
            new QuizCommand.CreateQuiz(QuizSamples.plan(Scoring.Rule.SPEED)),
            new QuizCommand.AddParticipant(QuizSamples.as(QuizSamples.EVE)));
    Arbitrary<Answer> answers =
        Arbitraries.of(
            Answer.number(1),
            Answer.number(0),
            Answer.number(0.35),
            Answer.choices(List.of(0, 2)),
            Answer.choices(List.of(1)),
            Answer.truth(true),
            Answer.text("STRASSE"),
            Answer.text("road"));
    Arbitrary<QuizCommand> answering =
        Combinators.combine(Arbitraries.of("q1", "q2", "q3", "q4", "q5", "q6"), answers)
            .as((id, answer) -> new QuizCommand.SubmitAnswer(new QuestionId(id), answer));
    return Arbitraries.frequencyOf(Tuple.of(4, leading), Tuple.of(1, rare), Tuple.of(8, answering));
  }

  private static QuizStory lived(List<Step> steps) {
    QuizStory story = new QuizStory(Duration.ofMillis(200));
    long clock = 0;
    story
        .when(QuizSamples.SERVER, new QuizCommand.CreateQuiz(QuizSamples.plan(Scoring.Rule.SPEED)))
        .joined(QuizSamples.ADA)
        .joined(QuizSamples.BOB);
    for (Step step : steps) {
      clock += step.pause();
      live(story, step, clock);
    }
    return story;
  }

  private static void live(QuizStory story, Step step, long clock) {
    story.at(clock);
    if (step.wake()) {
      story.wake();
    } else {
      story.when(step.caller(), step.command());
    }
  }

  private static int count(Collection<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** As it comes back from the database: through text, not as a tree that was never written. */
  private static JsonNode throughText(JsonNode written) {
    try {
      return Json.MAPPER.readTree(Json.write(written));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that this viewer's socket carries for an event. */
  private static String seen(QuizEvent event, Viewer viewer) {
    return FRAMES.views(event).stream()
        .filter(view -> view.audience().includes(viewer))
        .findFirst()
        .map(view -> Json.write(view.data()) + own(view, viewer.user()))
        .orElse("");
  }

  private static String own(View view, UserId user) {
    Object own = view.own().get(user);
    return own == null ? "" : Json.write(own);
  }
}
