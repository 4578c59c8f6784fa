package io.lyceum.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizSamples;
import io.lyceum.quiz.domain.QuizStory;
import io.lyceum.quiz.domain.Scoring;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.Topics;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuizDeskTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final Database sql = new Database(database.dataSource(), Runnable::run);
  private final List<String> told = new ArrayList<>();
  private String roleInClass = "teacher";

  @Test
  void a_created_quiz_is_in_its_owner_s_list_and_its_code_leads_to_it() {
    QuizDesk.Created created =
        desk().create(QuizSamples.TEACHER, QuizSamples.ofClass("c")).toCompletableFuture().join();
    assertThat(created.plan().code()).matches("[A-HJKMNP-Z2-9]{6}");
    assertThat(owned(QuizSamples.TEACHER, Optional.of("c")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).isEqualTo(created.id());
              assertThat(row.status()).isEqualTo("ready");
              assertThat(row.of()).isEqualTo(5);
              assertThat(row.classId()).contains("c");
            });
    assertThat(owned(QuizSamples.TEACHER, Optional.of("other"))).isEmpty();
    assertThat(owned(QuizSamples.ADA, Optional.empty())).isEmpty();

    Object joined =
        desk()
            .join(QuizSamples.ADA, " " + created.plan().code().toLowerCase(Locale.ROOT))
            .toCompletableFuture()
            .join();
    assertThat(Json.write(joined))
        .isEqualTo("{\"id\":\"" + created.id() + "\",\"title\":\"Quiz\"}");
    assertThat(told.getLast()).isEqualTo("participant:add {\"user\":\"ada\",\"name\":\"Ada\"}");
  }

  @Test
  void the_list_follows_the_quiz() {
    QuizHistoryProjection projection = new QuizHistoryProjection();
    TopicId quiz = new TopicId(QuizSamples.SCHOOL, "quiz", "followed");
    QuizStory story =
        QuizStory.asking(QuizSamples.plan(Scoring.Rule.ACCURACY))
            .when(QuizSamples.TEACHER, new QuizCommand.FinishQuiz());
    List<String> statuses = new ArrayList<>();
    for (QuizEvent event : story.history()) {
      apply(projection, quiz, event);
      statuses.add(status("followed"));
    }
    assertThat(statuses.stream().distinct())
        .containsExactly("ready", "open", "question", "closed", "finished");
  }

  @Test
  void pupils_do_not_create_quizzes() {
    assertThat(refused(desk().create(QuizSamples.ADA, QuizSamples.plan(Scoring.Rule.SPEED))))
        .isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void a_quiz_for_somebody_else_s_class_is_refused() {
    roleInClass = "pupil";
    assertThat(refused(desk().create(QuizSamples.TEACHER, QuizSamples.ofClass("c"))))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(told).isEmpty();
  }

  @Test
  void a_wrong_code_is_not_found() {
    assertThat(refused(desk().join(QuizSamples.ADA, "NOSUCH"))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  private QuizDesk desk() {
    return new QuizDesk(topics(), sql);
  }

  /** Topics that take everything; a created quiz is in the table at once. */
  private Topics topics() {
    return (Topics)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Topics.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "tell" -> tell((TopicId) arguments[0], (String) arguments[2], arguments[3]);
                  case "report" ->
                      CompletableFuture.completedStage(
                          arguments[2].equals("role")
                              ? Map.of("role", roleInClass)
                              : Map.of("title", "Quiz"));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private CompletionStage<Long> tell(TopicId topic, String type, Object data) {
    JsonNode json = Json.MAPPER.valueToTree(data);
    told.add(type + " " + json);
    if (type.equals("quiz:create")) {
      QuizPlan plan = QuizSamples.ofClass(json.path("classId").asText());
      apply(new QuizHistoryProjection(), topic, new QuizEvent.QuizCreated(plan, Duration.ZERO));
    }
    return CompletableFuture.completedStage(1L);
  }

  private void apply(QuizHistoryProjection projection, TopicId topic, QuizEvent event) {
    StoredEvent stored =
        new StoredEvent(
            topic,
            1,
            QuizTopic.journal().manifest(event),
            QuizSamples.TEACHER.user(),
            QuizStory.START,
            QuizTopic.journal().write(event));
    database.jdbi().useTransaction(handle -> projection.apply(handle, stored));
  }

  private String status(String quiz) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select status from quiz where id = :id")
                    .bind("id", quiz)
                    .mapTo(String.class)
                    .one());
  }

  private List<QuizHistory.Listed> owned(Caller caller, Optional<String> classId) {
    return desk().owned(caller, classId).toCompletableFuture().join();
  }

  private static ErrorCode refused(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      Refusal refusal = Refusal.in(e);
      if (refusal != null) {
        return refusal.rejection().code();
      }
    }
    throw new AssertionError("not refused");
  }
}
