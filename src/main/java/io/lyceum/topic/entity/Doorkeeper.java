package io.lyceum.topic.entity;

import io.lyceum.core.Admission;
import io.lyceum.core.Admission.Admitted;
import io.lyceum.core.Caller;
import io.lyceum.core.Decider;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may be here. Where a kind leaves that to another topic (a class's chat), the other
 * topic is asked once and its yes is kept for a short time; what waits for the answer keeps its
 * order.
 */
final class Doorkeeper<S, C, E> {
  /**
   * How long another topic's yes holds without asking again; a removal is told at once by {@link
   * TopicMessage.Recheck}.
   */
  private static final Duration YES_HOLDS = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Rejection NO_ANSWER =
      new Rejection(
          ErrorCode.UNAVAILABLE, "The topic that knows the members does not answer; try again.");

  /** What another topic says of a person. */
  record Said(UserId user, @Nullable TopicRole role, @Nullable Rejection refused)
      implements TopicMessage.Internal {}

  private record Known(TopicRole role, Instant until) {}

  private record Waiting(TopicMessage message, Consumer<Rejection> refused) {}

  /** One question to another topic, and what waits for its answer. */
  private static final class Question {
    final TopicId elsewhere;
    final Caller caller;
    final List<Waiting> queue = new ArrayList<>();
    boolean outdated;

    Question(TopicId elsewhere, Caller caller) {
      this.elsewhere = elsewhere;
      this.caller = caller;
    }
  }

  private final ActorContext<TopicMessage> context;
  private final Decider<S, C, E> decider;
  private final Surroundings around;
  private final Map<UserId, Known> known = new HashMap<>();
  private final Map<UserId, Question> questions = new HashMap<>();

  Doorkeeper(ActorContext<TopicMessage> context, Decider<S, C, E> decider, Surroundings around) {
    this.context = context;
    this.decider = decider;
    this.around = around;
  }

  /**
   * Goes on with the caller's role or with the refusal. When another topic must be asked first,
   * {@code message} waits and is handled anew once the answer is yes.
   */
  void admit(
      S state,
      Caller caller,
      TopicMessage message,
      Consumer<Admitted> admitted,
      Consumer<Rejection> refused) {
    Question asked = questions.get(caller.user());
    if (asked != null) {
      asked.queue.add(new Waiting(message, refused));
      return;
    }
    Admission admission = decider.admit(state, caller);
    TopicRole there = elsewhere(caller.user());
    if (admission instanceof Admission.AskElsewhere && there != null) {
      admission = decider.admitFrom(state, caller, there);
    }
    switch (admission) {
      case Admitted in -> admitted.accept(in);
      case Admission.Refused(Rejection rejection) -> refused.accept(rejection);
      case Admission.AskElsewhere(TopicId elsewhere) -> {
        Question question = new Question(elsewhere, caller);
        question.queue.add(new Waiting(message, refused));
        questions.put(caller.user(), question);
        ask(question);
      }
    }
  }

  /** The role another topic has given, while it holds. */
  @Nullable TopicRole elsewhere(UserId user) {
    Known role = known.get(user);
    return role != null && role.until().isAfter(around.clock().instant()) ? role.role() : null;
  }

  /**
   * The other topic's answer; gives back the messages that may go on. None, when the person was
   * forgotten while it was under way: it may be older than the change, so the question is asked
   * once more.
   */
  List<TopicMessage> learn(Said said) {
    Question question = questions.get(said.user());
    if (question == null) {
      return List.of();
    }
    if (question.outdated) {
      question.outdated = false;
      ask(question);
      return List.of();
    }
    questions.remove(said.user());
    if (said.role() != null) {
      Instant until = around.clock().instant().plus(YES_HOLDS);
      known.put(said.user(), new Known(said.role(), until));
      return question.queue.stream().map(Waiting::message).toList();
    }
    Rejection rejection = said.refused() == null ? NO_ANSWER : said.refused();
    question.queue.forEach(waiting -> waiting.refused().accept(rejection));
    return List.of();
  }

  /** Forgets what another topic said of this person, and what it is about to say. */
  void forget(UserId user) {
    known.remove(user);
    Question question = questions.get(user);
    if (question != null) {
      question.outdated = true;
    }
  }

  private void ask(Question question) {
    UserId user = question.caller.user();
    context.ask(
        Inspection.class,
        around.others().apply(question.elsewhere),
        PATIENCE,
        replyTo -> new TopicMessage.Inspect(question.caller, "role", replyTo),
        (answer, _) ->
            answer == null
                ? new Said(user, null, null)
                : new Said(user, answer.role(), answer.refused()));
  }
}
