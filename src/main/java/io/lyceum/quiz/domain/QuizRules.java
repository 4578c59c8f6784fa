package io.lyceum.quiz.domain;

import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One command's decision, on a state in which no question is past its deadline. */
record QuizRules(QuizState state, Context context, Duration answerGrace) {
  static boolean leads(Context context) {
    return context.role().equals(QuizDecider.HOST) || context.role().equals(TopicRole.SYSTEM);
  }

  Decision<QuizEvent> decide(QuizCommand command) {
    if (command instanceof QuizCommand.CreateQuiz(QuizPlan plan)) {
      return create(plan);
    }
    if (state.plan().isEmpty()) {
      return Decision.reject(QuizRejection.NO_SUCH_QUIZ);
    }
    QuizPlan plan = state.plan().get();
    return switch (command) {
      case QuizCommand.CreateQuiz(QuizPlan again) -> create(again);
      case QuizCommand.AddParticipant(Person person) -> add(plan, person);
      case QuizCommand.OpenQuiz _ -> leads(context) ? open(plan) : onlyTheHost();
      case QuizCommand.NextQuestion _ -> leads(context) ? next(plan) : onlyTheHost();
      case QuizCommand.CloseQuestion _ -> leads(context) ? close() : onlyTheHost();
      case QuizCommand.FinishQuiz _ -> leads(context) ? finish(plan) : onlyTheHost();
      case QuizCommand.SubmitAnswer(QuestionId question, Answer answer) ->
          context.role().equals(QuizDecider.PUPIL)
              ? submit(plan, question, answer)
              : Decision.reject(QuizRejection.HOSTS_DO_NOT_ANSWER);
    };
  }

  private Decision<QuizEvent> create(QuizPlan plan) {
    if (!context.caller().isSystem()) {
      return Decision.reject(QuizRejection.ONLY_THE_SERVER);
    }
    if (state.plan().isPresent()) {
      boolean same = state.plan().get().equals(plan);
      return same ? Decision.accept() : Decision.reject(QuizRejection.ALREADY_CREATED);
    }
    return Decision.accept(new QuizEvent.QuizCreated(plan, answerGrace));
  }

  private Decision<QuizEvent> add(QuizPlan plan, Person person) {
    if (!context.caller().isSystem()) {
      return Decision.reject(QuizRejection.ONLY_THE_SERVER);
    }
    if (plan.owner().id().equals(person.id()) || state.joined().contains(person.id())) {
      return Decision.accept();
    }
    return state.status() == QuizState.Status.FINISHED
        ? Decision.reject(QuizRejection.FINISHED)
        : Decision.accept(new QuizEvent.ParticipantAdded(person));
  }

  private Decision<QuizEvent> open(QuizPlan plan) {
    return switch (state.status()) {
      case READY ->
          Decision.accept(
              new QuizEvent.QuizOpened(
                  plan.title(), plan.questions().size(), plan.classId(), context.now()));
      case OPEN, QUESTION, CLOSED -> Decision.reject(QuizRejection.ALREADY_OPEN);
      case FINISHED -> Decision.reject(QuizRejection.FINISHED);
    };
  }

  private Decision<QuizEvent> next(QuizPlan plan) {
    return switch (state.status()) {
      case READY -> Decision.reject(QuizRejection.NOT_YET_OPEN);
      case QUESTION -> Decision.reject(QuizRejection.QUESTION_IS_OPEN);
      case FINISHED -> Decision.reject(QuizRejection.FINISHED);
      case OPEN, CLOSED ->
          state.asked() < plan.questions().size()
              ? Decision.accept(opened(plan, plan.questions().get(state.asked())))
              : Decision.reject(QuizRejection.NO_MORE_QUESTIONS);
    };
  }

  private QuizEvent opened(QuizPlan plan, Question question) {
    return new QuizEvent.QuestionOpened(
        question.asked(),
        state.asked() + 1,
        plan.questions().size(),
        context.now(),
        context.now().plusSeconds(question.seconds()),
        question.seconds(),
        question.points());
  }

  private Decision<QuizEvent> close() {
    return state.round().isPresent()
        ? Decision.acceptAll(Closing.of(state, context.now()))
        : Decision.reject(QuizRejection.NO_QUESTION_IS_OPEN);
  }

  private Decision<QuizEvent> finish(QuizPlan plan) {
    return switch (state.status()) {
      case READY -> Decision.reject(QuizRejection.NOT_YET_OPEN);
      case OPEN, QUESTION, CLOSED -> Decision.acceptAll(Closing.all(state, plan, context.now()));
      case FINISHED -> Decision.reject(QuizRejection.FINISHED);
    };
  }

  private Decision<QuizEvent> submit(QuizPlan plan, QuestionId id, Answer answer) {
    Optional<Question> question = plan.question(id);
    if (question.isEmpty()) {
      return Decision.reject(QuizRejection.NO_SUCH_QUESTION);
    }
    Optional<Instant> ended = state.endOf(id);
    if (ended.isPresent()) {
      return Decision.reject(QuizRejection.tooLate(ended.get(), context.now()));
    }
    Optional<Round> round = state.round().filter(open -> open.question().equals(id));
    if (round.isEmpty()) {
      boolean over = state.status() == QuizState.Status.FINISHED;
      Reason reason = over ? QuizRejection.FINISHED : QuizRejection.QUESTION_NOT_YET_OPEN;
      return Decision.reject(reason);
    }
    if (round.get().answers().containsKey(context.caller().user())) {
      return Decision.reject(QuizRejection.ALREADY_ANSWERED);
    }
    return question
        .get()
        .misfit(answer)
        .<Decision<QuizEvent>>map(form -> Decision.reject(Rejection.invalid("answer", form)))
        .orElseGet(() -> Decision.accept(counted(plan, question.get(), round.get(), answer)));
  }

  private QuizEvent counted(QuizPlan plan, Question question, Round round, Answer answer) {
    Duration taken = Duration.between(round.openedAt(), context.now());
    // The clock may have been set back a little, or the topic moved to a node whose clock is
    // behind.
    Duration counting = taken.isNegative() ? Duration.ZERO : taken;
    boolean correct = question.solution().accepts(answer);
    Duration allowed = Duration.ofSeconds(question.seconds());
    int points = plan.scoring().score(question.points(), correct, counting, allowed);
    return new QuizEvent.AnswerSubmitted(
        question.id(),
        new Person(context.caller().user(), context.caller().name()),
        new Round.Given(answer, counting, correct, points),
        round.answers().size() + 1);
  }

  private static Decision<QuizEvent> onlyTheHost() {
    return Decision.reject(QuizRejection.ONLY_THE_HOST);
  }
}
