package io.lyceum.progress;

import static io.lyceum.progress.domain.ProgressStory.ADA;
import static io.lyceum.progress.domain.ProgressStory.L1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Lane;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.progress.domain.ProgressCommand;
import io.lyceum.progress.domain.ProgressDecider;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressStory;
import io.lyceum.topic.View;
import org.junit.jupiter.api.Test;

class ProgressFramesTest {
  private final ProgressFrames frames = new ProgressFrames();

  @Test
  void clients_learn_and_the_server_enrolls_and_counts() {
    assertThat(frames.commands().clientTypes())
        .containsExactly("lesson:start", "lesson:watch", "lesson:complete");
  }

  @Test
  void an_enrolment_is_read_as_it_was_written() throws InvalidFields {
    JsonNode data = Json.MAPPER.valueToTree(ProgressStory.enrolment());
    assertThat(frames.commands().read("progress:enroll", data, true))
        .isEqualTo(new ProgressCommand.Enroll(ProgressStory.enrolment()));
  }

  @Test
  void every_wrong_field_is_named() {
    InvalidFields refused =
        catchThrowableOfType(
            InvalidFields.class,
            () ->
                frames
                    .commands()
                    .read("lesson:watch", Json.parse("{\"position\":\"1\",\"at\":1}"), false));
    assertThat(refused.rejection().details())
        .extracting(FieldProblem::field)
        .containsExactly("lesson", "position", "at");
  }

  @Test
  void a_position_is_a_value_of_which_only_the_newest_matters() {
    View view = frames.views(new ProgressEvent.LessonWatched(L1, 12)).getFirst();
    assertThat(view.lane()).isEqualTo(Lane.LATEST);
    assertThat(view.type()).isEqualTo("lesson:position");
    assertThat(view.key()).isEqualTo("l1");
    assertThat(Json.write(view.data())).isEqualTo("{\"lesson\":\"l1\",\"position\":12}");
  }

  @Test
  void the_snapshot_tells_the_whole_way() {
    ProgressStory story =
        ProgressStory.enrolled()
            .when(ADA, new ProgressCommand.WatchLesson(L1, 90.5))
            .quiz("a", 5, 5);
    Viewer ada = new Viewer(ADA.user(), ProgressDecider.LEARNER);
    JsonNode snapshot = Json.MAPPER.valueToTree(frames.snapshot(story.state(), ada));
    assertThat(snapshot.path("course").asText()).isEqualTo("course");
    assertThat(snapshot.path("learner").toString()).isEqualTo("{\"id\":\"ada\",\"name\":\"Ada\"}");
    assertThat(snapshot.path("lessons").toString())
        .isEqualTo(
            "[{\"id\":\"l1\",\"title\":\"One\",\"seconds\":100,\"status\":\"completed\",\"position\":90.5},"
                + "{\"id\":\"l2\",\"title\":\"Two\",\"seconds\":100,\"status\":\"new\",\"position\":0}]");
    assertThat(snapshot.path("percent").asInt()).isEqualTo(50);
    assertThat(snapshot.path("points").asInt()).isEqualTo(60);
    assertThat(snapshot.path("achievements").findValuesAsText("id"))
        .containsExactly("first-lesson", "halfway", "first-quiz", "perfect-quiz");
    assertThat(snapshot.path("quizzes").toString())
        .isEqualTo("[{\"quiz\":\"a\",\"title\":\"Quiz a\",\"score\":5,\"max\":5}]");
  }
}
