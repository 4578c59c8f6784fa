package io.lyceum.quiz;

import static io.lyceum.quiz.domain.QuizSamples.ADA;
import static io.lyceum.quiz.domain.QuizSamples.BOB;
import static io.lyceum.quiz.domain.QuizSamples.EVE;
import static io.lyceum.quiz.domain.QuizSamples.Q1;
import static io.lyceum.quiz.domain.QuizSamples.TEACHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.quiz.domain.Answer;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizSamples;
import io.lyceum.quiz.domain.QuizStory;
import io.lyceum.quiz.domain.Scoring;
import io.lyceum.topic.View;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QuizFramesTest {
  private static final QuizPlan PLAN = QuizSamples.plan(Scoring.Rule.ACCURACY);
  private static final Viewer HOST = new Viewer(TEACHER.user(), QuizDecider.HOST);
  private final QuizFrames frames = new QuizFrames();

  @Test
  void the_server_s_own_commands_are_unknown_to_clients() {
    assertThat(frames.commands().clientTypes())
        .containsExactly(
            "quiz:open", "question:next", "question:close", "answer:submit", "quiz:finish");
    assertThat(refusal("quiz:create", "{}").code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
  }

  @Test
  void a_created_quiz_is_read_as_it_was_written() throws InvalidFields {
    JsonNode data = Json.MAPPER.valueToTree(QuizJson.create(PLAN));
    assertThat(frames.commands().read("quiz:create", data, true))
        .isEqualTo(new QuizCommand.CreateQuiz(PLAN));
  }

  @Test
  void an_answer_may_be_a_number_a_list_a_truth_or_a_text() throws Exception {
    assertThat(answer("1")).isEqualTo(Answer.number(1));
    assertThat(answer("2.5")).isEqualTo(Answer.number(2.5));
    assertThat(answer("[2,0]")).isEqualTo(Answer.choices(List.of(0, 2)));
    assertThat(answer("true")).isEqualTo(Answer.truth(true));
    assertThat(answer("\"Paris\"")).isEqualTo(Answer.text("Paris"));
  }

  @Test
  void an_answer_of_no_known_form_names_the_field() {
    for (String answer :
        List.of("{}", "[1.5]", "[\"a\"]", "\"\"", "1e999", "[0,1,2,3,4,5,6,7,8,9,9]")) {
      Rejection refused =
          refusal("answer:submit", "{\"question\":\"q1\",\"answer\":" + answer + "}");
      assertThat(refused.details())
          .as(answer)
          .extracting(FieldProblem::field)
          .containsOnly("answer");
    }
    assertThat(refusal("answer:submit", "{}").details())
        .extracting(FieldProblem::field)
        .containsExactly("question", "answer");
  }

  @Test
  void every_wrong_field_of_a_quiz_is_named() {
    String quiz =
        """
        {"title":"%s","code":"X","scoring":"luck","classId":"a b","owner":{"id":"grace","name":"Grace"},"questions":[
          {"id":"q1","type":"single","text":"?","choices":["a"],"solution":0,"seconds":1.5,"points":0},
          {"id":"q2","type":"single","text":"?","choices":["a","b"],"solution":2,"seconds":0,"points":10001},
          {"id":"q3","type":"multiple","text":"?","choices":["a","b"],"solution":[0,0],"seconds":3601,"points":1},
          {"id":"q4","type":"numeric","text":"?","solution":{"value":1,"tolerance":-1},"seconds":1,"points":1},
          {"id":"q5","type":"text","text":"","solution":[" "],"seconds":1,"points":1},
          {"id":"q6","type":"boolean","text":"?","choices":["a","b"],"solution":"true","seconds":1,"points":1},
          {"id":"q7","type":"essay","text":"?","solution":true,"seconds":1,"points":1,"hint":"no"}]}
        """
            .formatted("t".repeat(201));
    assertThat(refusalOf("quiz:create", quiz, true).details())
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "title",
            "scoring",
            "classId",
            "questions[0].choices",
            "questions[0].solution",
            "questions[0].seconds",
            "questions[0].points",
            "questions[1].solution",
            "questions[1].seconds",
            "questions[1].points",
            "questions[2].solution",
            "questions[2].seconds",
            "questions[3].solution",
            "questions[4].text",
            "questions[4].solution",
            "questions[5].choices",
            "questions[5].solution",
            "questions[6].type",
            "questions[6].hint");
  }

  @Test
  void a_quiz_has_1_to_100_questions() {
    String none =
        """
        {"title":"t","code":"X","scoring":"speed","owner":{"id":"grace","name":"Grace"},"questions":[]}
        """;
    assertThat(refusalOf("quiz:create", none, true).details())
        .extracting(FieldProblem::field)
        .containsExactly("questions");
  }

  @Test
  void the_count_is_for_the_host_only() {
    QuizStory story = QuizStory.asking(PLAN).answers(ADA, Q1, Answer.number(1));
    List<View> views = frames.views(story.last().getFirst());
    assertThat(views).hasSize(1);
    assertThat(views.getFirst().audience().includes(pupil(ADA))).isFalse();
    assertThat(views.getFirst().audience().includes(HOST)).isTrue();
    assertThat(Json.write(views.getFirst().data())).isEqualTo("{\"question\":\"q1\",\"count\":1}");
  }

  @Test
  void an_opened_question_has_its_deadline_and_no_solution() {
    View view = only(QuizStory.asking(PLAN).last().getFirst());
    assertThat(Json.write(view.data()))
        .isEqualTo(
            "{\"question\":{\"id\":\"q1\",\"type\":\"single\",\"text\":\"Text of q1\","
                + "\"choices\":[\"a\",\"b\",\"c\"]},\"number\":1,\"of\":5,"
                + "\"deadline\":\"2026-09-01T08:00:20Z\",\"seconds\":20,\"points\":100}");
  }

  @Test
  void a_closed_question_tells_everybody_the_solution_and_each_their_own_result() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .answers(ADA, Q1, Answer.number(1))
            .when(TEACHER, new QuizCommand.CloseQuestion());
    View closed = only(story.last().getFirst());
    assertThat(closed.type()).isEqualTo("question:closed");
    assertThat(Json.write(closed.data()))
        .isEqualTo(
            "{\"question\":\"q1\",\"solution\":1,\"distribution\":{\"1\":1},\"answered\":1}");
    assertThat(own(closed, ADA))
        .isEqualTo("{\"answer\":1,\"correct\":true,\"points\":100,\"score\":100}");
    assertThat(own(closed, BOB)).isEqualTo("{\"correct\":false,\"points\":0,\"score\":0}");
    View board = only(story.last().getLast());
    assertThat(Json.write(board.data()))
        .isEqualTo(
            "{\"top\":[{\"rank\":1,\"user\":\"ada\",\"name\":\"Ada\",\"score\":100},"
                + "{\"rank\":2,\"user\":\"bob\",\"name\":\"Bob\",\"score\":0}]}");
    assertThat(own(board, BOB)).isEqualTo("{\"rank\":2,\"score\":0}");
  }

  @Test
  void a_solution_goes_out_in_the_form_it_came_in() {
    assertThat(PLAN.questions().stream().map(q -> Json.write(QuizJson.solution(q.solution()))))
        .element(3)
        .isIn("{\"value\":0.3,\"tolerance\":0.1}", "{\"tolerance\":0.1,\"value\":0.3}");
    assertThat(PLAN.questions().stream().map(q -> Json.write(QuizJson.solution(q.solution()))))
        .contains("1", "[0,2]", "true", "[\"Straße\",\"Strasze\"]");
  }

  @Test
  void a_pupil_s_snapshot_says_whether_they_answered_and_the_host_s_how_many_did() {
    QuizStory story = QuizStory.asking(PLAN).answers(ADA, Q1, Answer.number(1));
    JsonNode ada = snapshot(story, pupil(ADA));
    assertThat(ada.path("status").asText()).isEqualTo("question");
    assertThat(ada.path("answered").asBoolean()).isTrue();
    assertThat(ada.path("deadline").asText()).isEqualTo("2026-09-01T08:00:20Z");
    assertThat(ada.has("count") || ada.has("code") || ada.has("questions")).isFalse();
    assertThat(snapshot(story, pupil(BOB)).path("answered").asBoolean(true)).isFalse();
    JsonNode host = snapshot(story, HOST);
    assertThat(host.path("count").asInt()).isEqualTo(1);
    assertThat(host.path("code").asText()).isEqualTo("ABCDEF");
    assertThat(host.path("questions").get(0).path("solution").asInt()).isEqualTo(1);
    assertThat(host.has("answered")).isFalse();
  }

  @Test
  void after_the_close_the_snapshot_has_the_last_result_and_no_deadline() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .answers(ADA, Q1, Answer.number(1))
            .when(TEACHER, new QuizCommand.CloseQuestion());
    JsonNode ada = snapshot(story, pupil(ADA));
    assertThat(ada.path("status").asText()).isEqualTo("closed");
    assertThat(ada.has("deadline") || ada.has("answered")).isFalse();
    assertThat(ada.path("last").path("solution").asInt()).isEqualTo(1);
    assertThat(ada.path("own").path("score").asInt()).isEqualTo(100);
    assertThat(ada.path("top")).hasSize(2);
  }

  @Test
  void a_host_reads_all_results_and_a_pupil_their_own_of_closed_questions() {
    QuizStory story =
        QuizStory.asking(PLAN)
            .answers(ADA, Q1, Answer.number(1))
            .when(TEACHER, new QuizCommand.CloseQuestion())
            .when(TEACHER, new QuizCommand.NextQuestion())
            .answers(ADA, new QuestionId("q2"), Answer.choices(List.of(0, 2)));
    assertThat(results(story, HOST).path("participants")).hasSize(2);
    assertThat(results(story, HOST).at("/participants/0/answers")).hasSize(2);
    JsonNode own = results(story, pupil(ADA));
    assertThat(own.path("participants")).hasSize(1);
    assertThat(own.at("/participants/0/answers")).hasSize(1);
    assertThat(own.at("/participants/0/rank").asInt()).isEqualTo(1);
    assertThat(results(story, pupil(EVE)).path("participants")).isEmpty();
  }

  private Answer answer(String json) throws InvalidFields, IOException {
    JsonNode data = Json.parse("{\"question\":\"q1\",\"answer\":" + json + "}");
    return ((QuizCommand.SubmitAnswer) frames.commands().read("answer:submit", data, false))
        .answer();
  }

  private Rejection refusal(String type, String data) {
    return refusalOf(type, data, false);
  }

  private Rejection refusalOf(String type, String data, boolean fromServer) {
    return catchThrowableOfType(
            InvalidFields.class, () -> frames.commands().read(type, Json.parse(data), fromServer))
        .rejection();
  }

  private View only(QuizEvent event) {
    List<View> views = frames.views(event);
    assertThat(views).hasSize(1);
    return views.getFirst();
  }

  private static String own(View view, Caller caller) {
    return Json.write(Objects.requireNonNull(view.own().get(caller.user())));
  }

  private JsonNode snapshot(QuizStory story, Viewer viewer) {
    return Json.MAPPER.valueToTree(frames.snapshot(story.state(), viewer));
  }

  private JsonNode results(QuizStory story, Viewer viewer) {
    Decision<Object> report = frames.report(story.state(), "results", viewer).orElseThrow();
    return Json.MAPPER.valueToTree(((Decision.Accepted<Object>) report).events().getFirst());
  }

  private static Viewer pupil(Caller caller) {
    return new Viewer(caller.user(), QuizDecider.PUPIL);
  }
}
