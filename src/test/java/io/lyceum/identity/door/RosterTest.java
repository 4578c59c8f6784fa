package io.lyceum.identity.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.testkit.RestClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RosterTest {
  @RegisterExtension static final DoorServer server = new DoorServer(false);

  private static RestClient head;

  @BeforeAll
  static void signIn() {
    head = server.as("head@open.example");
  }

  @Test
  void who_is_added_chooses_a_password_by_the_link_in_a_mail() {
    Map<String, String> body =
        Map.of("email", "new@home.example", "name", "Newton", "role", "student");
    assertThat(head.call("post", "/v1/users", body).status()).isEqualTo(200);
    assertThat(head.call("post", "/v1/users", body).status()).isEqualTo(409);
    Map<String, String> reset =
        Map.of("token", server.token("new@home.example", 1), "password", DoorServer.PASSWORD);
    assertThat(server.post("/v1/auth/password/reset", reset).status()).isEqualTo(200);
    assertThat(server.login("new@home.example", DoorServer.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void what_accounts_other_schools_have_is_not_told() {
    RestClient other = server.as("head@invitation.example");
    server.person("both", Role.TEACHER, "open");
    String address = "Both@Open.example";
    RestClient.Answer added =
        other.call(
            "post", "/v1/users", Map.of("email", address, "name", "Both", "role", "student"));

    assertThat(added.status()).isEqualTo(200);
    assertThat(other.call("get", "/v1/users").data().findValuesAsText("email")).contains(address);
    assertThat(server.mails(address, 1).getFirst()).startsWith("Another school wants");
    assertThat(server.login("both@open.example", DoorServer.PASSWORD).data().at("/user/school"))
        .hasToString("\"open\"");
    RestClient.Answer imported =
        other.callText(
            "post",
            "/v1/users/import",
            "email,name,role\nhead@open.example,Somebody,student\nnew@invitation.example,N,student\n");
    assertThat(imported.data().path("imported").asBoolean()).as("%s", imported.body()).isTrue();
    // What one's own school has is no secret.
    assertThat(
            other
                .call("post", "/v1/users", Map.of("email", address, "name", "B", "role", "student"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void a_closed_account_is_out_at_once_and_told_so_by_its_password_only() {
    server.person("rude", Role.STUDENT, "open");
    JsonNode session = server.login("rude@open.example", DoorServer.PASSWORD).data();
    JsonNode closed = head.call("patch", "/v1/users/rude-open", Map.of("banned", true)).data();

    assertThat(closed.path("banned").asBoolean()).isTrue();
    assertThat(server.signedOut).contains(new UserId("rude-open"));
    assertThat(server.as(session).call("get", "/v1/auth/me").status()).isEqualTo(401);
    String token = session.path("refreshToken").asText();
    assertThat(server.post("/v1/auth/refresh", Map.of("refreshToken", token)).status())
        .isEqualTo(401);
    assertThat(server.login("rude@open.example", DoorServer.PASSWORD).status()).isEqualTo(403);
    assertThat(server.login("rude@open.example", "wrong password").status()).isEqualTo(401);
    head.call("patch", "/v1/users/rude-open", Map.of("banned", false));
    assertThat(server.login("rude@open.example", DoorServer.PASSWORD).status()).isEqualTo(200);
    assertThat(server.audit("rude-open")).contains("account.closed", "account.opened");
  }

  @Test
  void a_new_role_begins_with_a_new_sign_in() {
    server.person("rising", Role.STUDENT, "open");
    JsonNode before = server.login("rising@open.example", DoorServer.PASSWORD).data();
    head.call("patch", "/v1/users/rising-open", Map.of("role", "teacher", "name", "Rising Star"));

    assertThat(server.as(before).call("get", "/v1/auth/me").status()).isEqualTo(401);
    JsonNode user = server.login("rising@open.example", DoorServer.PASSWORD).data().path("user");
    assertThat(user.path("role").asText()).isEqualTo("teacher");
    assertThat(user.path("name").asText()).isEqualTo("Rising Star");
  }

  @Test
  void nobody_manages_above_their_rank_or_in_another_school_or_themselves() {
    server.person("admin", Role.ADMIN, "open");
    server.person("pupil", Role.STUDENT, "open");
    RestClient admin = server.as("admin@open.example");
    Map<String, Boolean> ban = Map.of("banned", true);

    assertThat(admin.call("patch", "/v1/users/head-open", ban).status()).isEqualTo(403);
    assertThat(admin.call("patch", "/v1/users/pupil-open", Map.of("role", "admin")).status())
        .isEqualTo(403);
    assertThat(admin.call("patch", "/v1/users/admin-open", ban).status()).isEqualTo(403);
    assertThat(admin.call("patch", "/v1/users/head-invitation", ban).status()).isEqualTo(404);
    assertThat(head.call("patch", "/v1/users/pupil-open", Map.of("role", "super_admin")).status())
        .isEqualTo(403);
    RestClient pupil = server.as("pupil@open.example");
    assertThat(pupil.call("patch", "/v1/users/admin-open", ban).status()).isEqualTo(403);
    assertThat(pupil.call("get", "/v1/users").data().findValues("email")).isEmpty();
    assertThat(admin.call("get", "/v1/users").data().findValuesAsText("email"))
        .contains("pupil@open.example")
        .doesNotContain("head@invitation.example");
  }

  @Test
  void a_table_with_mistakes_makes_no_account_and_each_line_says_what_is_wrong() {
    JsonNode outcome =
        load(
            """
            email,name,role,passwordHash
            one@home.example,One,student,
            not-an-address,Two,student,
            one@home.example,,wizard,
            head@open.example,Head,student,
            boss@home.example,Boss,super_admin,
            four@home.example,Four,student,$2a$04$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234
            """,
            "");
    assertThat(outcome.path("imported").asBoolean()).isFalse();
    assertThat(outcome.path("problems"))
        .extracting(p -> p.path("line").asInt() + " " + p.path("field").asText())
        .containsExactly(
            "3 email", "4 email", "4 name", "4 role", "5 email", "6 role", "7 passwordHash");
    assertThat(server.login("one@home.example", DoorServer.PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void a_table_is_looked_at_before_it_is_loaded() {
    String hash = BcryptFunction.getInstance(Bcrypt.B, 10).hash(DoorServer.PASSWORD).getResult();
    String table =
        """
        role,email,name,passwordHash
        student,five@home.example,"Five, the fifth",
        teacher,six@home.example,Sechs Straße,%s
        """
            .formatted(hash);
    JsonNode dry = load("\ufeff" + table, "?dryRun=true");
    assertThat(dry.path("imported").asBoolean()).isFalse();
    assertThat(dry.path("people").asInt()).isEqualTo(2);
    assertThat(dry.path("problems")).isEmpty();

    assertThat(load(table, "?dryRun=false").path("imported").asBoolean()).isTrue();
    assertThat(server.login("six@home.example", DoorServer.PASSWORD).status()).isEqualTo(200);
    assertThat(server.mails("five@home.example", 1)).hasSize(1);
    assertThat(load(table, "").path("problems").findValuesAsText("problem"))
        .containsExactly("has an account already", "has an account already");
  }

  @Test
  void what_is_no_table_is_told() {
    assertThat(load("email,name\n\"open quote", "").path("problems")).isNotEmpty();
    assertThat(load("email,name,role,shoe\na@home.example,A,student,42", "").path("problems"))
        .extracting(p -> p.path("field").asText())
        .contains("shoe");
  }

  private static JsonNode load(String csv, String query) {
    RestClient.Answer answer = head.callText("post", "/v1/users/import" + query, csv);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.data();
  }
}
