package io.lyceum.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.testkit.RestServer;
import io.lyceum.testkit.RestServer.Reply;
import io.lyceum.testkit.SimpleTopics;
import io.lyceum.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClassroomRoutesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final SimpleTopics<ClassroomState, ClassroomCommand, ClassroomEvent> topics =
      new SimpleTopics<>(ClassroomTopic.kind());

  @RegisterExtension
  static final RestServer rest =
      RestServer.of(
          authentication ->
              new ClassroomRoutes(
                  authentication,
                  topics,
                  new Database(database.dataSource(), Runnable::run),
                  InstantSource.system()));

  @Test
  void a_teacher_creates_a_class_and_sees_it_in_the_next_list() {
    Reply created = rest.post("tea", "/live-classes", "{'title':'Algebra','courseId':'m1'}");
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.data().get("code").asText()).matches("[2-9A-HJKMNP-Z]{6}");
    assertThat(rest.get("tea", "/live-classes").data())
        .filteredOn(row -> row.get("id").equals(created.data().get("id")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("title").asText()).isEqualTo("Algebra");
              assertThat(row.get("status").asText()).isEqualTo("scheduled");
              assertThat(row.get("code")).isEqualTo(created.data().get("code"));
              assertThat(row.get("courseId").asText()).isEqualTo("m1");
              assertThat(row.get("teacher").get("id").asText()).isEqualTo("tea");
            });
  }

  @Test
  void a_student_creates_no_class_and_a_title_is_needed() {
    assertThat(rest.post("ada", "/live-classes", "{'title':'Algebra'}").error())
        .isEqualTo("forbidden");
    assertThat(rest.post("root", "/live-classes", "{}").field()).isEqualTo("title");
    assertThat(rest.getAsNobody("/live-classes").status()).isEqualTo(401);
  }

  @Test
  void a_pupil_joins_by_code_however_it_is_typed_and_sees_the_class_without_its_code() {
    Reply created = rest.post("tea", "/live-classes", "{'title':'Art'}");
    String code = created.data().get("code").asText();
    String typed = code.substring(0, 3).toLowerCase(Locale.ROOT) + " - " + code.substring(3);
    Reply joined = rest.post("bob", "/live-classes/join", "{'code':'" + typed + "'}");
    assertThat(joined.data().get("id")).isEqualTo(created.data().get("id"));
    assertThat(joined.data().get("title").asText()).isEqualTo("Art");
    assertThat(rest.post("bob", "/live-classes/join", "{'code':'" + code + "'}").status())
        .isEqualTo(200);
    assertThat(rest.get("bob", "/live-classes").data())
        .singleElement()
        .satisfies(row -> assertThat(row.has("code")).isFalse());
    assertThat(rest.get("eve", "/live-classes").data()).isEmpty();
  }

  @Test
  void an_unknown_code_opens_no_class() {
    for (String code : new String[] {"ZZZZZZ", "no code", "0O1IL0"}) {
      Reply reply = rest.post("ada", "/live-classes/join", "{'code':'" + code + "'}");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.error()).isEqualTo("not_found");
      assertThat(reply.field()).isEqualTo("code");
    }
  }

  @Test
  void attendance_is_for_staff() {
    Reply created = rest.post("tea", "/live-classes", "{'title':'Music'}");
    String id = created.data().get("id").asText();
    String code = created.data().get("code").asText();
    rest.post("ada", "/live-classes/join", "{'code':'" + code + "'}");
    Caller ada = RestServer.caller("ada").orElseThrow();
    topics
        .topic(new TopicId(new SchoolId("demo"), "class", id))
        .when(RestServer.caller("tea").orElseThrow(), new ClassroomCommand.StartClass())
        .whenArrives(ada);
    String path = "/live-classes/" + id + "/attendance";
    assertThat(rest.get("tea", path).data().get(0).get("user").asText()).isEqualTo("ada");
    assertThat(rest.get("ada", path).error()).isEqualTo("forbidden");
    assertThat(rest.get("eve", path).error()).isEqualTo("forbidden");
    assertThat(rest.get("tea", "/live-classes/none/attendance").error()).isEqualTo("not_found");
    assertThat(rest.get("tea", "/live-classes/%20/attendance").error()).isEqualTo("not_found");
  }
}
