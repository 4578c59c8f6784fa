package io.lyceum.quiz.domain;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a quiz. An answer counts if the server takes it at or before the deadline plus the
 * grace time; a closed question is never opened again.
 */
public final class QuizDecider implements Decider<QuizState, QuizCommand, QuizEvent> {
  public static final TopicRole HOST = new TopicRole("host");
  public static final TopicRole PUPIL = new TopicRole("pupil");

  private final Duration answerGrace;

  /**
   * The rules with their one setting.
   *
   * @param answerGrace for quizzes created from now on; stored in each
   */
  public QuizDecider(Duration answerGrace) {
    this.answerGrace = answerGrace;
  }

  @Override
  public QuizState initial(TopicId topic) {
    return QuizState.initial();
  }

  @Override
  public QuizState evolve(QuizState state, QuizEvent event) {
    return state.evolve(event);
  }

  @Override
  public Decision<QuizEvent> decide(QuizState state, QuizCommand command, Context context) {
    // Time may have closed the question already, though the alarm has not rung yet.
    if (state.closesAt().filter(context.now()::isAfter).isEmpty()) {
      return new QuizRules(state, context, answerGrace).decide(command);
    }
    List<QuizEvent> closing = Closing.of(state, context.now());
    if (command instanceof QuizCommand.CloseQuestion && QuizRules.leads(context)) {
      return Decision.acceptAll(closing);
    }
    QuizState closed = Closing.fold(state, closing);
    return switch (new QuizRules(closed, context, answerGrace).decide(command)) {
      case Decision.Accepted<QuizEvent>(var events) ->
          Decision.acceptAll(Closing.joined(closing, events));
      case Decision.Rejected<QuizEvent> rejected -> rejected;
    };
  }

  @Override
  public Optional<Instant> alarm(QuizState state) {
    return state.closesAt();
  }

  @Override
  public Decision<QuizEvent> wake(QuizState state, Context context) {
    boolean due = state.closesAt().filter(at -> !context.now().isBefore(at)).isPresent();
    return Decision.acceptAll(due ? Closing.of(state, context.now()) : List.of());
  }

  @Override
  public Admission admit(QuizState state, Caller caller) {
    if (caller.isSystem()) {
      return Admission.as(TopicRole.SYSTEM);
    }
    if (state.plan().isEmpty()) {
      return Admission.refuse(QuizRejection.NO_SUCH_QUIZ);
    }
    QuizPlan plan = state.plan().get();
    if (plan.owner().id().equals(caller.user())) {
      return Admission.as(HOST);
    }
    if (state.joined().contains(caller.user())) {
      return Admission.as(PUPIL);
    }
    return plan.classId()
        .<Admission>map(id -> new Admission.AskElsewhere(new TopicId(caller.school(), "class", id)))
        .orElseGet(() -> Admission.refuse(QuizRejection.NOT_A_MEMBER));
  }

  /** The class's staff are hosts beside the owner; who waits in its lobby is not in yet. */
  @Override
  public Admission admitFrom(QuizState state, Caller caller, TopicRole roleThere) {
    return switch (roleThere.name()) {
      case "teacher", "assistant" -> Admission.as(HOST);
      case "pupil" -> Admission.as(PUPIL);
      default -> Admission.refuse(QuizRejection.NOT_A_MEMBER);
    };
  }

  @Override
  public Set<UserId> accessChanged(QuizEvent event) {
    return event instanceof QuizEvent.ParticipantAdded(Person person)
        ? Set.of(person.id())
        : Set.of();
  }
}
