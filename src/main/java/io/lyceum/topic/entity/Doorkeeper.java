package io.lyceum.topic.entity;

import io.lyceum.core.Admission;
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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may be here. Where a kind leaves that to another topic (a class's chat), the other
 * topic is asked once and its answer is kept for a short time; what waits for the answer keeps its
 * order.
 */
final class Doorkeeper<S, C, E> {
  /**
   * How long another topic's yes holds without asking again; a removal is told at once by {@link
   * TopicMessage.Recheck}.
   */
  private static final Duration YES_HOLDS = Duration.ofSeconds(30);

  private static final Rejection NO_ANSWER =
      new Rejection(
          ErrorCode.UNAVAILABLE, "The topic that knows the members does not answer; try again.");

  private record Known(TopicRole role, Instant until) {}

  /** One question to another topic, and what waits for its answer. */
  private static final class Question {
    final TopicId elsewhere;
    final Caller caller;
    final List<TopicMessage> queue = new ArrayList<>();
    boolean outdated;

    Question(TopicId elsewhere, Caller caller) {
      this.elsewhere = elsewhere;
      this.caller = caller;
    }
  }

  private final Decider<S, C, E> decider;
  private final BiConsumer<TopicId, Caller> ask;
  private final Map<UserId, Known> known = new HashMap<>();
  private final Map<UserId, Question> waiting = new HashMap<>();

  /**
   * @param ask asks another topic for a caller's role; the answer must come back through {@link
   *     #learn}
   */
  Doorkeeper(Decider<S, C, E> decider, BiConsumer<TopicId, Caller> ask) {
    this.decider = decider;
    this.ask = ask;
  }

  /**
   * The admission of the caller, or null when another topic is being asked and {@code message}
   * waits for it.
   */
  @Nullable Admission admit(S state, Caller caller, Instant now, TopicMessage message) {
    Question asked = waiting.get(caller.user());
    if (asked != null) {
      asked.queue.add(message);
      return null;
    }
    Admission admission = decider.admit(state, caller);
    if (!(admission instanceof Admission.AskElsewhere(TopicId elsewhere))) {
      return admission;
    }
    TopicRole there = elsewhere(caller.user(), now);
    if (there != null) {
      return decider.admitFrom(state, caller, there);
    }
    Question question = new Question(elsewhere, caller);
    question.queue.add(message);
    waiting.put(caller.user(), question);
    ask.accept(elsewhere, caller);
    return null;
  }

  /** The role another topic has given, while it holds. */
  @Nullable TopicRole elsewhere(UserId user, Instant now) {
    Known role = known.get(user);
    return role != null && role.until().isAfter(now) ? role.role() : null;
  }

  /**
   * The other topic's answer; gives back what waited for it. Nothing, when the person was forgotten
   * while it was under way: it may be older than the change, so the question is asked once more.
   */
  List<TopicMessage> learn(UserId user, @Nullable TopicRole role, Instant now) {
    Question question = waiting.get(user);
    if (question != null && question.outdated) {
      question.outdated = false;
      ask.accept(question.elsewhere, question.caller);
      return List.of();
    }
    waiting.remove(user);
    if (role != null) {
      known.put(user, new Known(role, now.plus(YES_HOLDS)));
    }
    return question == null ? List.of() : question.queue;
  }

  /** Forgets what another topic said of this person, and what it is about to say. */
  void forget(UserId user) {
    known.remove(user);
    Question question = waiting.get(user);
    if (question != null) {
      question.outdated = true;
    }
  }

  static Rejection refusal(@Nullable Rejection fromThere) {
    return fromThere == null ? NO_ANSWER : fromThere;
  }
}
