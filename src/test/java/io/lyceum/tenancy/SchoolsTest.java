package io.lyceum.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.Somebody;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schools are set up, and parents follow their children and nobody else. */
class SchoolsTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static FullNode node;
  private static RestClient admin;
  private static RestClient parent;
  private static RestClient root;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    admin = RestClient.stranger(node.port()).signedIn("admin");
    parent = RestClient.stranger(node.port()).signedIn("parent");
    root = Somebody.of(DATABASE).asks(node.port(), Role.SUPER_ADMIN);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void a_parent_follows_their_child_until_they_are_unlinked() {
    assertThat(parent.call("get", "/v1/users/me/children").data().findValuesAsText("id"))
        .containsExactly("ada");
    JsonNode course = parent.call("get", "/v1/users/ada/progress").data().path(0);
    String topic = course.path("topic").asText();
    assertThat(topic).isEqualTo("progress:ada/computing");
    try (TestSocket looking = TestSocket.hello(node.port(), parent.token());
        TestSocket ada = socket("ada")) {
      assertThat(looking.subscribe(topic).path("role").asText()).isEqualTo("guardian");
      ada.subscribe(topic);
      ada.command(topic, "lesson:complete", Map.of("lesson", "looms"));
      looking.awaitEvent("lesson:completed");
      refused(looking.command(topic, "lesson:start", Map.of("lesson", "engine")), "forbidden");
      refused(looking.subscribe("progress:eve/computing"), "forbidden");
      refused(looking.subscribe("class:demo-class"), "forbidden");
      refused(looking.subscribe("chat:class-demo-class"), "forbidden");

      assertThat(admin.call("delete", "/v1/users/ada/guardians/parent").status()).isEqualTo(200);
      looking.await(
          frame ->
              TestSocket.op(frame).equals("error")
                  && frame.path("topic").asText().equals(topic)
                  && !frame.has("id"));
      refused(looking.subscribe(topic), "forbidden");
    }
    assertThat(parent.call("get", "/v1/users/ada/progress").status()).isEqualTo(403);
    assertThat(parent.call("get", "/v1/users/me/children").data()).isEmpty();
    assertThat(admin.call("put", "/v1/users/ada/guardians/parent").status()).isEqualTo(200);
    assertThat(parent.call("get", "/v1/users/ada/progress").data()).hasSize(1);
  }

  @Test
  void only_a_parent_and_a_pupil_of_the_school_are_linked() {
    assertThat(admin.call("put", "/v1/users/ada/guardians/bob").status()).isEqualTo(409);
    assertThat(admin.call("put", "/v1/users/teacher/guardians/parent").status()).isEqualTo(409);
    assertThat(admin.call("put", "/v1/users/nobody/guardians/parent").status()).isEqualTo(404);
    assertThat(admin.call("put", "/v1/users/ada/guardians/nobody").status()).isEqualTo(404);
    assertThat(parent.call("put", "/v1/users/bob/guardians/parent").status()).isEqualTo(403);
  }

  @Test
  void linking_stands_in_the_audit_log() {
    admin.call("put", "/v1/users/eve/guardians/parent");
    admin.call("put", "/v1/users/eve/guardians/parent");
    admin.call("delete", "/v1/users/eve/guardians/parent");
    JsonNode log = admin.call("get", "/v1/audit").data();
    assertThat(acts(log, "eve")).containsExactly("guardian.linked", "guardian.unlinked");
  }

  @Test
  void settings_are_changed_one_by_one() {
    assertThat(admin.call("get", "/v1/school").data().path("registration").asText())
        .isEqualTo("closed");
    JsonNode changed = admin.call("patch", "/v1/school", Map.of("registration", "open")).data();
    assertThat(changed.path("name").asText()).isEqualTo("Lyceum Demo School");
    assertThat(changed.path("registration").asText()).isEqualTo("open");
    JsonNode named = admin.call("patch", "/v1/school", Map.of("name", "Demo")).data();
    assertThat(named.path("name").asText()).isEqualTo("Demo");
    assertThat(named.path("registration").asText()).isEqualTo("open");
  }

  @Test
  void a_school_is_founded_with_its_administrator_once() {
    Map<String, String> founding = new HashMap<>();
    founding.put("id", "west");
    founding.put("name", "West");
    founding.put("administratorName", "Wanda");
    founding.put("administratorEmail", "wanda@west.example");
    assertThat(admin.call("post", "/v1/schools", founding).status()).isEqualTo(403);
    JsonNode founded = root.call("post", "/v1/schools", founding).data();
    assertThat(founded.at("/school/registration").asText()).isEqualTo("closed");
    conflict(founding, "id");
    founding.put("id", "east");
    conflict(founding, "administratorEmail");
    founding.put("administratorEmail", "nonsense");
    assertThat(root.call("post", "/v1/schools", founding).status()).isEqualTo(400);

    String token =
        Somebody.of(DATABASE)
            .token(founded.path("administrator").asText(), Role.SCHOOL_ADMIN, new SchoolId("west"));
    RestClient wanda = new RestClient("127.0.0.1:" + node.port(), token);
    assertThat(wanda.call("get", "/v1/school").data().path("name").asText()).isEqualTo("West");
    assertThat(wanda.call("get", "/v1/users").data().findValuesAsText("name"))
        .containsExactly("Wanda");
    assertThat(wanda.call("get", "/v1/audit/chain").data().path("whole").asBoolean()).isTrue();
  }

  private static void conflict(Map<String, String> founding, String field) {
    RestClient.Answer answer = root.call("post", "/v1/schools", founding);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().at("/error/details/0/field").asText()).isEqualTo(field);
  }

  private static List<String> acts(JsonNode log, String subject) {
    return log.findParents("action").stream()
        .filter(entry -> entry.path("subject").asText().equals(subject))
        .filter(entry -> entry.path("action").asText().startsWith("guardian."))
        .map(entry -> entry.path("action").asText())
        .toList();
  }

  private static void refused(JsonNode answer, String code) {
    assertThat(answer.path("code").asText()).as("%s", answer).isEqualTo(code);
  }

  private static TestSocket socket(String name) {
    RestClient who = RestClient.stranger(node.port()).signedIn(name);
    return TestSocket.hello(node.port(), who.token());
  }
}
