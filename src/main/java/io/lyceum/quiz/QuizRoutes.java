package io.lyceum.quiz;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.quiz.domain.Person;
import io.lyceum.quiz.domain.QuizRejection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;

/** Quizzes over REST: make one, list one's own, join by code, read results. */
public final class QuizRoutes extends ApiRoutes {
  private static final int MAX_CODE = 16;

  private final Authentication authentication;
  private final QuizDesk desk;

  private record CreatedJson(String id, String code, List<QuizJson.QuestionJson> questions) {}

  public QuizRoutes(Authentication authentication, QuizDesk desk) {
    this.authentication = authentication;
    this.desk = desk;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "quizzes",
        () ->
            concat(
                pathEndOrSingleSlash(
                    () ->
                        concat(
                            post(
                                () ->
                                    permitted(
                                        authentication, Permission.CREATE_QUIZZES, this::create)),
                            get(() -> signedIn(authentication, this::owned)))),
                path(
                    "join",
                    () ->
                        post(() -> permitted(authentication, Permission.JOIN_QUIZZES, this::join))),
                path(
                    segment().slash("results"),
                    quiz -> get(() -> signedIn(authentication, caller -> results(quiz, caller))))));
  }

  private Route create(Caller caller) {
    Person owner = new Person(caller.user(), caller.name());
    return body(
        fields -> QuizReader.request(fields, owner),
        plan ->
            answer(
                desk.create(caller, plan)
                    .thenApply(
                        created ->
                            new CreatedJson(
                                created.id(),
                                created.plan().code(),
                                created.plan().questions().stream()
                                    .map(QuizJson::question)
                                    .toList()))));
  }

  private Route owned(Caller caller) {
    return parameterOptional("classId", classId -> answer(desk.owned(caller, classId)));
  }

  private Route join(Caller caller) {
    return body(fields -> fields.text("code", MAX_CODE), code -> answer(desk.join(caller, code)));
  }

  private Route results(String quiz, Caller caller) {
    CompletionStage<Object> results =
        QuizTopic.topic(caller.school(), quiz)
            .map(topic -> desk.results(caller, topic))
            .orElseGet(() -> CompletableFuture.failedStage(Refusal.of(QuizRejection.NO_SUCH_QUIZ)));
    return answer(results);
  }
}
