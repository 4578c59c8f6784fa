package io.lyceum.quiz.domain;

import static io.lyceum.quiz.domain.QuizSamples.ADA;
import static io.lyceum.quiz.domain.QuizSamples.BOB;
import static io.lyceum.quiz.domain.QuizSamples.EVE;
import static io.lyceum.quiz.domain.QuizSamples.Q1;
import static io.lyceum.quiz.domain.QuizSamples.Q2;
import static io.lyceum.quiz.domain.QuizSamples.SERVER;
import static io.lyceum.quiz.domain.QuizSamples.TEACHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Admission;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.TopicRole;
import io.lyceum.quiz.domain.QuizCommand.CloseQuestion;
import io.lyceum.quiz.domain.QuizCommand.CreateQuiz;
import io.lyceum.quiz.domain.QuizCommand.FinishQuiz;
import io.lyceum.quiz.domain.QuizCommand.NextQuestion;
import io.lyceum.quiz.domain.QuizCommand.OpenQuiz;
import io.lyceum.quiz.domain.QuizEvent.AnswerSubmitted;
import io.lyceum.quiz.domain.QuizEvent.LeaderboardChanged;
import io.lyceum.quiz.domain.QuizEvent.QuestionClosed;
import io.lyceum.quiz.domain.QuizEvent.QuestionOpened;
import io.lyceum.quiz.domain.QuizEvent.QuizFinished;
import io.lyceum.quiz.domain.QuizEvent.QuizOpened;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuizDeciderTest {
  private static final QuizPlan PLAN = QuizSamples.plan(Scoring.Rule.ACCURACY);
  private static final Answer RIGHT = Answer.number(1);
  private static final Answer WRONG = Answer.number(0);

  @Test
  void before_its_creation_nobody_finds_it() {
    new QuizStory(Duration.ZERO)
        .when(TEACHER, new OpenQuiz())
        .thenRefused(QuizRejection.NO_SUCH_QUIZ)
        .when(SERVER, new OpenQuiz())
        .thenRefused(QuizRejection.NO_SUCH_QUIZ);
  }

  @Test
  void creating_the_same_again_changes_nothing_and_another_is_a_conflict() {
    QuizStory.created(PLAN)
        .when(SERVER, new CreateQuiz(PLAN))
        .then()
        .when(SERVER, new CreateQuiz(QuizSamples.plan(Scoring.Rule.SPEED)))
        .thenRefused(QuizRejection.ALREADY_CREATED)
        .when(TEACHER, new CreateQuiz(PLAN))
        .thenRefused(QuizRejection.ONLY_THE_SERVER);
  }

  @Test
  void the_owner_is_host_who_joined_is_a_pupil_and_others_stay_out() {
    QuizStory story = QuizStory.created(PLAN).joined(ADA);
    assertThat(story.admission(TEACHER)).isEqualTo(Admission.as(QuizDecider.HOST));
    assertThat(story.admission(ADA)).isEqualTo(Admission.as(QuizDecider.PUPIL));
    assertThat(story.admission(SERVER)).isEqualTo(Admission.as(TopicRole.SYSTEM));
    assertThat(story.admission(EVE)).isEqualTo(Admission.refuse(QuizRejection.NOT_A_MEMBER));
  }

  @Test
  void the_class_says_who_takes_part_in_its_quiz() {
    QuizStory story =
        QuizStory.created(QuizSamples.ofClass("c"))
            .inClass(ADA, "pupil")
            .inClass(BOB, "assistant")
            .inClass(EVE, "waiting");
    assertThat(story.admission(ADA)).isEqualTo(Admission.as(QuizDecider.PUPIL));
    assertThat(story.admission(BOB)).isEqualTo(Admission.as(QuizDecider.HOST));
    assertThat(story.admission(EVE)).isEqualTo(Admission.refuse(QuizRejection.NOT_A_MEMBER));
  }

  @Test
  void having_answered_does_not_outlive_being_in_the_class() {
    QuizStory story =
        QuizStory.created(QuizSamples.ofClass("c"))
            .inClass(ADA, "pupil")
            .when(TEACHER, new OpenQuiz())
            .when(TEACHER, new NextQuestion())
            .answers(ADA, Q1, RIGHT)
            .thenTypes(AnswerSubmitted.class)
            .inClass(ADA, "waiting");
    assertThat(story.admission(ADA)).isEqualTo(Admission.refuse(QuizRejection.NOT_A_MEMBER));
  }

  @Test
  void joining_twice_or_as_the_owner_changes_nothing_and_a_finished_quiz_takes_nobody() {
    QuizStory.asking(PLAN)
        .joined(ADA)
        .then()
        .joined(TEACHER)
        .then()
        .when(TEACHER, new FinishQuiz())
        .joined(EVE)
        .thenRefused(QuizRejection.FINISHED);
  }

  @Test
  void questions_come_one_after_the_other_until_the_last() {
    QuizStory story =
        QuizStory.created(PLAN)
            .when(TEACHER, new NextQuestion())
            .thenRefused(QuizRejection.NOT_YET_OPEN)
            .when(TEACHER, new OpenQuiz())
            .thenTypes(QuizOpened.class)
            .when(TEACHER, new OpenQuiz())
            .thenRefused(QuizRejection.ALREADY_OPEN)
            .when(TEACHER, new CloseQuestion())
            .thenRefused(QuizRejection.NO_QUESTION_IS_OPEN);
    for (Question question : PLAN.questions()) {
      story.when(TEACHER, new NextQuestion()).thenTypes(QuestionOpened.class);
      assertThat(story.latest(QuestionOpened.class).question()).isEqualTo(question.asked());
      story
          .when(TEACHER, new NextQuestion())
          .thenRefused(QuizRejection.QUESTION_IS_OPEN)
          .when(TEACHER, new CloseQuestion())
          .thenTypes(QuestionClosed.class, LeaderboardChanged.class);
    }
    story.when(TEACHER, new NextQuestion()).thenRefused(QuizRejection.NO_MORE_QUESTIONS);
  }

  @Test
  void pupils_do_not_lead() {
    for (QuizCommand command :
        List.of(new OpenQuiz(), new NextQuestion(), new CloseQuestion(), new FinishQuiz())) {
      QuizStory.asking(PLAN).when(ADA, command).thenRefused(QuizRejection.ONLY_THE_HOST);
    }
  }

  @Test
  void hosts_do_not_answer() {
    QuizStory.asking(PLAN)
        .answers(TEACHER, Q1, RIGHT)
        .thenRefused(QuizRejection.HOSTS_DO_NOT_ANSWER);
  }

  @Test
  void an_answer_counts_with_its_decision() {
    QuizStory.asking(QuizSamples.plan(Scoring.Rule.SPEED))
        .at(10_000)
        .answers(ADA, Q1, RIGHT)
        .then(
            new AnswerSubmitted(
                Q1,
                QuizSamples.as(ADA),
                new Round.Given(RIGHT, Duration.ofSeconds(10), true, 75),
                1))
        .answers(BOB, Q1, WRONG)
        .then(
            new AnswerSubmitted(
                Q1,
                QuizSamples.as(BOB),
                new Round.Given(WRONG, Duration.ofSeconds(10), false, 0),
                2));
  }

  @Test
  void a_second_answer_is_a_conflict() {
    QuizStory.asking(PLAN)
        .answers(ADA, Q1, WRONG)
        .answers(ADA, Q1, RIGHT)
        .thenRefused(QuizRejection.ALREADY_ANSWERED);
  }

  @Test
  void an_answer_before_the_question_opened_is_a_conflict_and_to_no_question_is_not_found() {
    QuizStory.asking(PLAN)
        .answers(ADA, Q2, RIGHT)
        .thenRefused(QuizRejection.QUESTION_NOT_YET_OPEN)
        .answers(ADA, new QuestionId("q99"), RIGHT)
        .thenRefused(QuizRejection.NO_SUCH_QUESTION);
  }

  @Test
  void an_answer_of_the_wrong_form_names_the_field() {
    QuizStory story = QuizStory.asking(PLAN).answers(ADA, Q1, Answer.text("b"));
    assertThat(story.refusal().orElseThrow().details())
        .containsExactly(new FieldProblem("answer", "must be a choice's index from 0 to 2"));
    story.answers(ADA, Q1, Answer.number(3)).thenRefused(ErrorCode.INVALID);
    story.answers(ADA, Q1, Answer.number(0.5)).thenRefused(ErrorCode.INVALID);
    story.answers(ADA, Q1, Answer.number(-1)).thenRefused(ErrorCode.INVALID);
  }

  @Test
  void an_answer_at_the_deadline_counts_and_a_millisecond_later_it_is_too_late() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .at(20_000)
            .answers(ADA, Q1, RIGHT)
            .thenTypes(AnswerSubmitted.class)
            .at(20_001)
            .answers(BOB, Q1, RIGHT)
            .thenRefused(ErrorCode.TOO_LATE);
    assertThat(story.refusal().orElseThrow().details())
        .containsExactly(new FieldProblem("answer", "1 ms late", 1L));
  }

  @Test
  void the_grace_time_of_the_quiz_is_kept_in_it() {
    QuizStory story =
        new QuizStory(Duration.ofMillis(300))
            .when(SERVER, new CreateQuiz(PLAN))
            .joined(ADA)
            .joined(BOB)
            .when(TEACHER, new OpenQuiz())
            .when(TEACHER, new NextQuestion());
    QuizDecider otherSetting = new QuizDecider(Duration.ZERO);
    assertThat(otherSetting.alarm(story.state())).contains(QuizStory.START.plusMillis(20_300));
    story.at(20_300).answers(ADA, Q1, RIGHT).thenTypes(AnswerSubmitted.class);
    story.at(20_301).answers(BOB, Q1, RIGHT).thenRefused(ErrorCode.TOO_LATE);
    assertThat(story.refusal().orElseThrow().details().getFirst().value()).isEqualTo(301);
  }

  @Test
  void an_answer_after_the_host_closed_is_too_late_since_the_close() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .at(5_000)
            .when(TEACHER, new CloseQuestion())
            .at(5_250)
            .answers(ADA, Q1, RIGHT)
            .thenRefused(ErrorCode.TOO_LATE);
    assertThat(story.refusal().orElseThrow().details().getFirst().value()).isEqualTo(250);
  }

  @Test
  void the_deadline_closes_the_question_by_itself_once() {
    QuizStory story = QuizStory.asking(PLAN).at(19_999).wake().then();
    story.at(20_040).wake().thenTypes(QuestionClosed.class, LeaderboardChanged.class);
    assertThat(story.latest(QuestionClosed.class).at())
        .isEqualTo(story.latest(QuestionOpened.class).deadline());
    assertThat(story.decider().alarm(story.state())).isEmpty();
    story.wake().then();
  }

  @Test
  void a_command_after_the_deadline_finds_the_question_closed_though_nothing_woke() {
    QuizStory.asking(PLAN)
        .at(25_000)
        .when(TEACHER, new NextQuestion())
        .thenTypes(QuestionClosed.class, LeaderboardChanged.class, QuestionOpened.class);
    QuizStory.asking(PLAN)
        .at(25_000)
        .when(TEACHER, new CloseQuestion())
        .thenTypes(QuestionClosed.class, LeaderboardChanged.class);
  }

  @Test
  void the_close_tells_the_solution_the_distribution_and_everybodys_result() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .joined(EVE)
            .answers(ADA, Q1, RIGHT)
            .answers(BOB, Q1, WRONG)
            .when(TEACHER, new CloseQuestion());
    QuestionClosed closed = story.latest(QuestionClosed.class);
    assertThat(closed.solution()).isEqualTo(Solution.choice(1));
    assertThat(closed.distribution()).containsEntry("0", 1).containsEntry("1", 1).hasSize(2);
    assertThat(closed.answered()).isEqualTo(2);
    assertThat(closed.results().get(ADA.user()))
        .isEqualTo(new QuizEvent.Result(Optional.of(RIGHT), true, 100, 100));
    assertThat(closed.results().get(EVE.user()))
        .isEqualTo(new QuizEvent.Result(Optional.empty(), false, 0, 0));
  }

  @Test
  void equal_scores_share_a_rank_and_stand_by_name() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .joined(EVE)
            .answers(EVE, Q1, RIGHT)
            .answers(BOB, Q1, RIGHT)
            .when(TEACHER, new CloseQuestion());
    assertThat(story.latest(LeaderboardChanged.class).standings())
        .containsExactly(
            new Standing(1, BOB.user(), "Bob", 100),
            new Standing(1, EVE.user(), "Eve", 100),
            new Standing(3, ADA.user(), "Ada", 0));
  }

  @Test
  void finishing_closes_the_open_question_first_and_nothing_goes_on_after() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .answers(ADA, Q1, RIGHT)
            .when(SERVER, new FinishQuiz())
            .thenTypes(QuestionClosed.class, LeaderboardChanged.class, QuizFinished.class);
    QuizFinished finished = story.latest(QuizFinished.class);
    assertThat(finished.maxScore()).isEqualTo(100);
    assertThat(finished.courseId()).contains("course");
    assertThat(finished.standings().getFirst().user()).isEqualTo(ADA.user());
    story
        .when(TEACHER, new FinishQuiz())
        .thenRefused(QuizRejection.FINISHED)
        .when(TEACHER, new NextQuestion())
        .thenRefused(QuizRejection.FINISHED)
        .when(TEACHER, new OpenQuiz())
        .thenRefused(QuizRejection.FINISHED)
        .answers(BOB, Q2, RIGHT)
        .thenRefused(QuizRejection.FINISHED);
  }
}
