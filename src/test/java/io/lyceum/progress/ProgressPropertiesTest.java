package io.lyceum.progress;

import static io.lyceum.progress.domain.ProgressStory.ADA;
import static io.lyceum.progress.domain.ProgressStory.BOB;
import static io.lyceum.progress.domain.ProgressStory.SERVER;
import static io.lyceum.progress.domain.ProgressStory.TEACHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.json.Json;
import io.lyceum.progress.domain.Achievement;
import io.lyceum.progress.domain.LessonId;
import io.lyceum.progress.domain.ProgressCommand;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;
import io.lyceum.progress.domain.ProgressStory;
import io.lyceum.progress.domain.QuizId;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever anyone sends in whatever order. */
class ProgressPropertiesTest {
  private static final JournalCodec<ProgressState, ProgressEvent> CODEC = ProgressTopic.journal();

  /** Someone does something. */
  record Step(Caller caller, ProgressCommand command) {}

  @Property(tries = 300)
  void percent_stays_within_100_and_never_falls_nor_do_points(@ForAll("steps") List<Step> steps) {
    ProgressStory story = ProgressStory.enrolled();
    int percent = 0;
    int points = 0;
    for (Step step : steps) {
      story.when(step.caller(), step.command());
      assertThat(story.state().percent()).isBetween(percent, 100);
      assertThat(story.state().points()).isGreaterThanOrEqualTo(points);
      percent = story.state().percent();
      points = story.state().points();
      story
          .last()
          .forEach(
              event -> {
                if (event instanceof ProgressEvent.ProgressUpdated e) {
                  assertThat(e.percent()).isEqualTo(story.state().percent());
                  assertThat(e.points()).isEqualTo(story.state().points());
                }
              });
    }
  }

  @Property(tries = 300)
  void quizzes_lessons_and_achievements_count_once(@ForAll("steps") List<Step> steps) {
    ProgressStory story = ProgressStory.enrolled();
    steps.forEach(step -> story.when(step.caller(), step.command()));
    Set<QuizId> quizzes = new HashSet<>();
    Set<LessonId> lessons = new HashSet<>();
    Set<Achievement> earned = EnumSet.noneOf(Achievement.class);
    for (ProgressEvent event : story.history()) {
      switch (event) {
        case ProgressEvent.QuizCounted e -> assertThat(quizzes.add(e.quiz())).isTrue();
        case ProgressEvent.LessonCompleted e -> assertThat(lessons.add(e.lesson())).isTrue();
        case ProgressEvent.AchievementEarned e -> assertThat(earned.add(e.achievement())).isTrue();
        case ProgressEvent.LearnerEnrolled _,
            ProgressEvent.GuardianAdded _,
            ProgressEvent.GuardianRemoved _,
            ProgressEvent.LessonStarted _,
            ProgressEvent.LessonWatched _,
            ProgressEvent.ProgressUpdated _ -> {}
      }
    }
  }

  @Property(tries = 200)
  void a_quiz_told_again_changes_nothing(@ForAll("steps") List<Step> steps) {
    ProgressStory story = ProgressStory.enrolled();
    steps.forEach(step -> story.when(step.caller(), step.command()));
    ProgressState before = story.state();
    for (QuizId quiz : before.quizzes().keySet()) {
      story.quiz(quiz.value(), 1, 1).then();
    }
    assertThat(story.state()).isEqualTo(before);
  }

  @Property(tries = 100)
  void events_and_state_come_back_from_the_journal(@ForAll("steps") List<Step> steps) {
    ProgressStory story = ProgressStory.enrolled();
    steps.forEach(step -> story.when(step.caller(), step.command()));
    ProgressState replayed = story.decider().initial(ProgressStory.TOPIC);
    for (ProgressEvent event : story.history()) {
      ProgressEvent read = CODEC.read(CODEC.manifest(event), throughText(CODEC.write(event)));
      assertThat(read).isEqualTo(event);
      replayed = story.decider().evolve(replayed, read);
    }
    assertThat(replayed).isEqualTo(story.state());
    assertThat(CODEC.readState(CODEC.stateManifest(), throughText(CODEC.writeState(replayed))))
        .isEqualTo(story.state());
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Caller> callers = Arbitraries.of(ADA, ADA, ADA, SERVER, SERVER, TEACHER, BOB);
    Arbitrary<LessonId> lessons = Arbitraries.of("l1", "l2", "l3").map(LessonId::new);
    Arbitrary<Double> positions = Arbitraries.of(-1.0, 0.0, 12.5, 89.9, 90.0, 100.0, 101.0);
    Arbitrary<UserId> parents = Arbitraries.of("mum", "dad").map(UserId::new);
    Arbitrary<Integer> scores = Arbitraries.integers().between(0, 100);
    Arbitrary<ProgressCommand> commands =
        Arbitraries.oneOf(
            lessons.map(ProgressCommand.StartLesson::new),
            lessons.map(ProgressCommand.CompleteLesson::new),
            parents.map(ProgressCommand.AddGuardian::new),
            parents.map(ProgressCommand.RemoveGuardian::new),
            Combinators.combine(lessons, positions).as(ProgressCommand.WatchLesson::new),
            Combinators.combine(Arbitraries.of("a", "b", "c"), scores)
                .as((id, score) -> new ProgressCommand.CountQuiz(new QuizId(id), id, score, 100)));
    return Combinators.combine(callers, commands).as(Step::new).list().ofMaxSize(40);
  }

  private static JsonNode throughText(JsonNode written) {
    try {
      return Json.MAPPER.readTree(Json.write(written));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
