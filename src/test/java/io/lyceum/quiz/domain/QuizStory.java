package io.lyceum.quiz.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lives through a quiz as the runtime would: admission, decision, events folded. */
public final class QuizStory {
  public static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CommandId ID =
      new CommandId(UUID.fromString("01990000-0000-7000-8000-000000000000"));

  private final QuizDecider decider;
  private final Map<UserId, TopicRole> classRoles = new HashMap<>();
  private final List<QuizEvent> history = new ArrayList<>();
  private QuizState state;
  private Instant now = START;
  private List<QuizEvent> last = List.of();
  private @Nullable Rejection refusal;

  public QuizStory(Duration grace) {
    decider = new QuizDecider(grace);
    state = decider.initial(QuizSamples.TOPIC);
  }

  /** A quiz that exists. */
  public static QuizStory created(QuizPlan plan) {
    return new QuizStory(Duration.ZERO).when(QuizSamples.SERVER, new QuizCommand.CreateQuiz(plan));
  }

  /** A quiz whose first question is open since {@link #START}; Ada and Bob have joined. */
  public static QuizStory asking(QuizPlan plan) {
    return created(plan)
        .joined(QuizSamples.ADA)
        .joined(QuizSamples.BOB)
        .when(QuizSamples.TEACHER, new QuizCommand.OpenQuiz())
        .when(QuizSamples.TEACHER, new QuizCommand.NextQuestion());
  }

  public QuizStory joined(Caller caller) {
    return when(QuizSamples.SERVER, new QuizCommand.AddParticipant(QuizSamples.as(caller)));
  }

  public QuizStory inClass(Caller caller, String role) {
    classRoles.put(caller.user(), new TopicRole(role));
    return this;
  }

  /** Sets the clock, in milliseconds since {@link #START}. */
  public QuizStory at(long millis) {
    now = START.plusMillis(millis);
    return this;
  }

  public QuizStory when(Caller caller, QuizCommand command) {
    switch (admission(caller)) {
      case Admission.Admitted(TopicRole role, long _) ->
          take(decider.decide(state, command, context(caller, role)));
      case Admission.Refused(Rejection rejection) -> take(Decision.reject(rejection));
      case Admission.AskElsewhere _ -> throw new AssertionError("asked twice");
    }
    return this;
  }

  public QuizStory answers(Caller caller, QuestionId question, Answer answer) {
    return when(caller, new QuizCommand.SubmitAnswer(question, answer));
  }

  public QuizStory wake() {
    take(decider.wake(state, context(QuizSamples.SERVER, TopicRole.SYSTEM)));
    return this;
  }

  public QuizStory then(QuizEvent... events) {
    assertThat(refusal).isNull();
    assertThat(last).containsExactly(events);
    return this;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final QuizStory thenTypes(Class<? extends QuizEvent>... types) {
    assertThat(refusal).isNull();
    assertThat(last.stream().<Class<?>>map(Object::getClass).toList()).containsExactly(types);
    return this;
  }

  public QuizStory thenRefused(Reason reason) {
    assertThat(refusal).isEqualTo(reason.rejection());
    return this;
  }

  public QuizStory thenRefused(ErrorCode code) {
    assertThat(refusal).isNotNull().extracting(Rejection::code).isEqualTo(code);
    return this;
  }

  public Admission admission(Caller caller) {
    Admission admission = decider.admit(state, caller);
    if (admission instanceof Admission.AskElsewhere) {
      TopicRole role = classRoles.get(caller.user());
      return role == null
          ? Admission.refuse(QuizRejection.NOT_A_MEMBER)
          : decider.admitFrom(state, caller, role);
    }
    return admission;
  }

  public QuizState state() {
    return state;
  }

  public QuizDecider decider() {
    return decider;
  }

  public List<QuizEvent> history() {
    return List.copyOf(history);
  }

  public List<QuizEvent> last() {
    return last;
  }

  public Optional<Rejection> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** The last event of this type. */
  public <T extends QuizEvent> T latest(Class<T> type) {
    return history.reversed().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private Context context(Caller caller, TopicRole role) {
    return new Context(QuizSamples.TOPIC, caller, role, ID, now, history.size() + 1L);
  }

  private void take(Decision<QuizEvent> decision) {
    switch (decision) {
      case Decision.Accepted<QuizEvent>(var events) -> {
        refusal = null;
        last = events;
        history.addAll(events);
        events.forEach(event -> state = decider.evolve(state, event));
      }
      case Decision.Rejected<QuizEvent>(var rejection) -> {
        refusal = rejection;
        last = List.of();
      }
    }
  }
}
