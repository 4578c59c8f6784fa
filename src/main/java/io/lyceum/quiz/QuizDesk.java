package io.lyceum.quiz;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.JoinCodes;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Json;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizRejection;
import io.lyceum.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Creates quizzes and lets people in by code. */
public final class QuizDesk {
  /** Who just made a quiz expects it in the list; a projection that is slower is not waited for. */
  private static final Duration VISIBLE = Duration.ofSeconds(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Set<String> STAFF = Set.of("teacher", "assistant");

  private final Topics topics;
  private final Database database;
  private final QuizHistory history = new QuizHistory();
  private final QuizRecordsHistory records = new QuizRecordsHistory();
  private final JoinCodes codes = new JoinCodes();
  private final TimeBasedEpochRandomGenerator ids = Generators.timeBasedEpochRandomGenerator();

  public QuizDesk(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
  }

  /** A created quiz; {@code code} is its join code. */
  public record Created(String id, QuizPlan plan) {}

  /**
   * Creates a quiz of {@code plan}, under a new id and join code.
   *
   * <p>Fails with {@code forbidden} for whose role does not allow it and who is not staff of the
   * plan's class; with {@code not_found} for an unknown class.
   */
  public CompletionStage<Created> create(Caller owner, QuizPlan plan) {
    if (!owner.may(Permission.CREATE_QUIZZES)) {
      return CompletableFuture.failedStage(Refusal.of(Permission.CREATE_QUIZZES));
    }
    TopicId topic = new TopicId(owner.school(), QuizTopic.NAME, ids.generate().toString());
    return mayUseClass(owner, plan)
        .thenCompose(
            _ -> database.transaction(owner.school(), handle -> codes.reserve(handle, topic)))
        .thenCompose(code -> create(topic, owner, coded(plan, code)));
  }

  /** Lets the caller take part; {@code not_found} for a wrong code. Gives id and title. */
  CompletionStage<Object> join(Caller caller, String code) {
    return database
        .transaction(
            caller.school(), handle -> codes.find(handle, caller.school(), QuizTopic.NAME, code))
        .thenCompose(topic -> topic.map(t -> enter(t, caller)).orElseGet(QuizDesk::noSuchCode));
  }

  /** Who answered what; {@code not_found} for a quiz the school does not keep any more. */
  CompletionStage<Object> results(Caller caller, TopicId topic) {
    return database
        .statement(caller.school(), handle -> records.isExpired(handle, topic))
        .thenCompose(expired -> expired ? noSuchCode() : topics.report(topic, caller, "results"));
  }

  /** The caller's own quizzes, newest first. */
  CompletionStage<List<QuizHistory.Listed>> owned(Caller caller, Optional<String> classId) {
    return database.statement(
        caller.school(),
        handle -> history.ownedBy(handle, caller.school(), caller.user(), classId));
  }

  private CompletionStage<Created> create(TopicId topic, Caller owner, QuizPlan plan) {
    return topics
        .tell(topic, Caller.system(owner.school()), "quiz:create", QuizJson.create(plan))
        .thenRunAsync(() -> awaitVisible(topic), database.blocking())
        .thenApply(_ -> new Created(topic.id(), plan));
  }

  private CompletionStage<?> mayUseClass(Caller caller, QuizPlan plan) {
    if (plan.classId().isEmpty()) {
      return CompletableFuture.completedStage(caller);
    }
    TopicId room = new TopicId(caller.school(), "class", plan.classId().get());
    return topics
        .report(room, caller, "role")
        .thenApply(
            report -> {
              String role = Json.MAPPER.valueToTree(report).path("role").asText();
              if (!STAFF.contains(role)) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "You do not teach this class.");
              }
              return caller;
            });
  }

  private CompletionStage<Object> enter(TopicId topic, Caller caller) {
    record AddJson(String user, String name) {}
    record JoinedJson(String id, String title) {}
    AddJson add = new AddJson(caller.user().value(), caller.name());
    return topics
        .tell(topic, Caller.system(caller.school()), "participant:add", add)
        .thenCompose(_ -> topics.report(topic, caller, "title"))
        .thenApply(
            report ->
                new JoinedJson(topic.id(), Json.MAPPER.valueToTree(report).path("title").asText()));
  }

  private void awaitVisible(TopicId topic) {
    long until = System.nanoTime() + VISIBLE.toNanos();
    try {
      while (!visible(topic) && System.nanoTime() < until) {
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean visible(TopicId topic) {
    return database
        .statement(topic.school(), handle -> history.knows(handle, topic))
        .toCompletableFuture()
        .join();
  }

  private static QuizPlan coded(QuizPlan plan, String code) {
    return new QuizPlan(
        plan.title(),
        code,
        plan.classId(),
        plan.courseId(),
        plan.scoring(),
        plan.owner(),
        plan.questions());
  }

  private static CompletionStage<Object> noSuchCode() {
    return CompletableFuture.failedStage(Refusal.of(QuizRejection.NO_SUCH_QUIZ));
  }
}
