package io.lyceum.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a school asks for it, minors come in with a guardian's consent only. */
class ConsentTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final Map<String, Object> YES = Map.of("given", true, "textVersion", 1);
  private static final Map<String, Object> NO = Map.of("given", false, "textVersion", 1);

  private static FullNode node;
  private static RestClient admin;
  private static RestClient parent;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    admin = RestClient.stranger(node.port()).signedIn("admin");
    parent = RestClient.stranger(node.port()).signedIn("parent");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void nobodyHasDecided() {
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("truncate consent");
              handle.execute("update person set birth_year = null");
              handle.execute("update school set consent_below = 0");
            });
  }

  @Test
  void a_minor_comes_in_when_a_guardian_consents_and_is_out_when_it_is_taken_back() {
    aged("ada", 12);
    assertThat(login("ada").status()).isEqualTo(200);
    below(16);
    RestClient.Answer refused = login("ada");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().at("/error/code").asText()).isEqualTo("forbidden");
    assertThat(refused.body().at("/error/message").asText()).contains("consent");
    JsonNode standing = parent.call("get", "/v1/users/ada/consent").data();
    assertThat(standing.path("missing").asBoolean()).isTrue();
    assertThat(standing.at("/text/text").asText()).isNotEmpty();

    assertThat(parent.call("put", "/v1/users/ada/consent", YES).data().path("missing").asBoolean())
        .isFalse();
    JsonNode session = login("ada").data();
    try (TestSocket ada = TestSocket.hello(node.port(), session.path("accessToken").asText())) {
      parent.call("put", "/v1/users/ada/consent", NO);
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> ada.awaitClose() > 0);
    }
    Map<String, Object> refresh = Map.of("refreshToken", session.path("refreshToken").asText());
    assertThat(stranger().call("post", "/v1/auth/refresh", refresh).status()).isEqualTo(401);
    assertThat(login("ada").status()).isEqualTo(403);
    JsonNode history = parent.call("get", "/v1/users/ada/consent").data().path("history");
    assertThat(history.findValuesAsText("given")).containsExactly("false", "true");
    assertThat(history.at("/0/by").asText()).isEqualTo("parent");
    assertThat(history.at("/0/textVersion").asInt()).isEqualTo(1);
    assertThat(audit()).contains("consent.given", "consent.withdrawn");
  }

  @Test
  void a_higher_age_or_another_year_of_birth_ends_the_sign_ins_they_concern() {
    JsonNode bob = login("bob").data();
    JsonNode eve = login("eve").data();
    below(16);
    try (TestSocket of = TestSocket.hello(node.port(), bob.path("accessToken").asText())) {
      aged("bob", 15);
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> of.awaitClose() > 0);
    }
    aged("eve", 17);
    Map<String, Object> refresh = Map.of("refreshToken", eve.path("refreshToken").asText());
    RestClient.Answer renewed = stranger().call("post", "/v1/auth/refresh", refresh);
    assertThat(renewed.status()).isEqualTo(200);
    String token = renewed.data().path("accessToken").asText();
    try (TestSocket of = TestSocket.hello(node.port(), token)) {
      below(18);
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> of.awaitClose() > 0);
    }
  }

  @Test
  void the_age_is_counted_so_that_nobody_is_let_in_too_young() {
    below(16);
    for (int age : List.of(12, 16)) {
      aged("ada", age);
      assertThat(login("ada").status()).as("%d", age).isEqualTo(403);
    }
    aged("ada", 17);
    assertThat(login("ada").status()).isEqualTo(200);
    aged("teacher", 12);
    assertThat(login("teacher").status()).isEqualTo(200);
    assertThat(login("eve").status()).isEqualTo(200);
  }

  @Test
  void it_is_the_guardians_to_decide_and_the_schools_to_record() {
    RestClient ada = stranger().signedIn("ada");
    RestClient teacher = stranger().signedIn("teacher");
    assertThat(ada.call("get", "/v1/users/ada/consent").status()).isEqualTo(200);
    for (RestClient other : List.of(ada, teacher)) {
      assertThat(other.call("put", "/v1/users/ada/consent", YES).status()).isEqualTo(403);
    }
    assertThat(teacher.call("get", "/v1/users/ada/consent").status()).isEqualTo(403);
    assertThat(parent.call("put", "/v1/users/eve/consent", YES).status()).isEqualTo(403);
    assertThat(admin.call("put", "/v1/users/eve/consent", YES).status()).isEqualTo(200);
    assertThat(admin.call("put", "/v1/users/nobody/consent", YES).status()).isEqualTo(404);
    Map<String, Object> another = Map.of("given", true, "textVersion", 2);
    assertThat(parent.call("put", "/v1/users/ada/consent", another).status()).isEqualTo(409);
  }

  @Test
  void years_of_birth_come_with_the_file_of_people() {
    String good =
        "email,name,role,birthYear\nkim@home.example,Kim,student,2015\nlee@home.example,Lee,student,\n";
    assertThat(admin.callText("post", "/v1/users/import", good).data().path("imported").asBoolean())
        .isTrue();
    List<String> years =
        DATABASE
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select coalesce(birth_year::text, 'none') from person where email like"
                                + " '%@home.example' order by email")
                        .mapTo(String.class)
                        .list());
    assertThat(years).containsExactly("2015", "none");
    String bad = "email,name,role,birthYear\nmax@home.example,Max,student,20151\n";
    JsonNode problems = admin.callText("post", "/v1/users/import", bad).data().path("problems");
    assertThat(problems.findValuesAsText("field")).containsExactly("birthYear");
  }

  /** As old as this at the end of the year. */
  private static void aged(String user, int age) {
    int year = Year.now(ZoneOffset.UTC).getValue() - age;
    assertThat(admin.call("patch", "/v1/users/" + user, Map.of("birthYear", year)).status())
        .isEqualTo(200);
  }

  private static void below(int age) {
    assertThat(admin.call("patch", "/v1/school", Map.of("consentBelow", age)).status())
        .isEqualTo(200);
  }

  private static List<String> audit() {
    return admin.call("get", "/v1/audit?limit=200").data().findValuesAsText("action");
  }

  private static RestClient stranger() {
    return RestClient.stranger(node.port());
  }

  private static RestClient.Answer login(String name) {
    Map<String, String> body = Map.of("email", name + "@demo.example", "password", "lyceum-demo");
    return stranger().call("post", "/v1/auth/login", body);
  }
}
