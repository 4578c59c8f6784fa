package io.lyceum.identity.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Role;
import io.lyceum.testkit.RestClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationTest {
  @RegisterExtension static final DoorServer server = new DoorServer(false);

  private static final String PASSWORD = DoorServer.PASSWORD;

  @Test
  void an_account_is_there_as_soon_as_its_mail_was_followed() {
    assertThat(register("open", "ada@home.example").data().path("next").asText())
        .isEqualTo("verify");
    RestClient.Answer early = server.login("ada@home.example", PASSWORD);
    assertThat(early.status()).isEqualTo(403);
    assertThat(message(early)).startsWith("Confirm your e-mail address first");
    assertThat(server.login("ada@home.example", "wrong password").body())
        .isEqualTo(server.login("nobody@home.example", "wrong password").body());

    String token = server.token("ada@home.example", 1);
    assertThat(verify(token).status()).isEqualTo(200);
    RestClient ada = server.as("ADA@home.example");
    JsonNode me = ada.call("get", "/v1/auth/me").data();
    assertThat(me.path("role").asText()).isEqualTo("student");
    assertThat(me.path("school").asText()).isEqualTo("open");
    assertThat(verify(token).body().at("/error/code").asText()).isEqualTo("expired");
    assertThat(server.audit(me.path("id").asText()))
        .containsExactly("account.registered", "account.signed-in");
  }

  @Test
  void who_has_an_account_is_told_by_mail_and_nobody_else_is_told() {
    server.person("known", Role.TEACHER, "open");
    RestClient.Answer known = register("open", "Known@open.example");
    RestClient.Answer fresh = register("open", "fresh@open.example");

    assertThat(known.status()).isEqualTo(fresh.status());
    assertThat(known.body()).isEqualTo(fresh.body());
    assertThat(server.mails("Known@open.example", 1).getFirst())
        .startsWith("You have an account already")
        .doesNotContain("token=");
  }

  @Test
  void of_two_who_register_with_an_address_the_one_whose_mail_is_followed_has_the_account() {
    register("open", "grace@home.example");
    String own = server.token("grace@home.example", 1);
    Map<String, String> foreign = form("open", "grace@home.example");
    foreign.put("password", "a password of another");
    server.post("/v1/auth/register", foreign);
    server.mails("grace@home.example", 2);

    assertThat(verify(own).status()).isEqualTo(200);
    assertThat(server.login("grace@home.example", PASSWORD).status()).isEqualTo(200);
    assertThat(server.login("grace@home.example", "a password of another").status()).isEqualTo(401);
    assertThat(verify(server.token("grace@home.example", 2)).status()).isEqualTo(409);
  }

  @Test
  void a_link_is_sent_again_and_the_first_one_is_not_good_any_more() {
    register("open", "bob@home.example");
    String first = server.token("bob@home.example", 1);
    RestClient.Answer again =
        server.post("/v1/auth/verify/resend", Map.of("email", "bob@home.example"));
    String second = server.token("bob@home.example", 2);
    RestClient.Answer unknown =
        server.post("/v1/auth/verify/resend", Map.of("email", "unknown@home.example"));

    assertThat(again.body()).isEqualTo(unknown.body());
    assertThat(verify(first).status()).isEqualTo(409);
    assertThat(verify(second).status()).isEqualTo(200);
  }

  @Test
  void a_link_is_good_for_a_day() {
    register("open", "late@home.example");
    String token = server.token("late@home.example", 1);
    server.clock.pass(Duration.ofHours(25));
    assertThat(verify(token).status()).isEqualTo(409);
  }

  @Test
  void a_school_says_who_may_register() {
    assertThat(message(register("closed", "x@home.example"))).startsWith("Nobody can register");
    assertThat(register("no-such-school", "x@home.example").body())
        .isEqualTo(register("closed", "x@home.example").body());
    assertThat(message(register("invitation", "y@home.example"))).startsWith("Only who is invited");
  }

  @Test
  void who_is_invited_has_an_account_at_once_with_the_role_of_the_invitation() {
    RestClient head = server.as("head@invitation.example");
    JsonNode invitation =
        head.call(
                "post",
                "/v1/invitations",
                Map.of("email", "teacher@home.example", "role", "teacher"))
            .data();
    String token = server.token("teacher@home.example", 1);
    assertThat(head.call("get", "/v1/invitations").data()).contains(invitation);

    Map<String, String> wrong = form("invitation", "other@home.example");
    wrong.put("invitation", token);
    assertThat(server.post("/v1/auth/register", wrong).status()).isEqualTo(400);
    Map<String, String> elsewhere = form("open", "teacher@home.example");
    elsewhere.put("invitation", token);
    assertThat(server.post("/v1/auth/register", elsewhere).status()).isEqualTo(400);

    Map<String, String> right = form("invitation", "teacher@home.example");
    right.put("invitation", token);
    assertThat(server.post("/v1/auth/register", right).data().path("next").asText())
        .isEqualTo("sign-in");
    JsonNode user = server.login("teacher@home.example", PASSWORD).data().path("user");
    assertThat(user.path("role").asText()).isEqualTo("teacher");
    assertThat(user.path("school").asText()).isEqualTo("invitation");
    assertThat(server.post("/v1/auth/register", right).status()).isEqualTo(400);
  }

  @Test
  void an_invitation_can_be_taken_back_by_the_same_school_only() {
    RestClient head = server.as("head@invitation.example");
    String id =
        head.call(
                "post", "/v1/invitations", Map.of("email", "gone@home.example", "role", "student"))
            .data()
            .path("id")
            .asText();
    String token = server.token("gone@home.example", 1);

    assertThat(server.as("head@open.example").call("delete", "/v1/invitations/" + id).status())
        .isEqualTo(404);
    assertThat(head.call("delete", "/v1/invitations/" + id).status()).isEqualTo(200);
    assertThat(head.call("delete", "/v1/invitations/" + id).status()).isEqualTo(404);
    Map<String, String> form = form("invitation", "gone@home.example");
    form.put("invitation", token);
    assertThat(server.post("/v1/auth/register", form).status()).isEqualTo(400);
  }

  @Test
  void nobody_invites_to_a_role_above_their_own() {
    server.person("admin", Role.ADMIN, "invitation");
    RestClient admin = server.as("admin@invitation.example");
    for (String role : new String[] {"admin", "school_admin", "super_admin"}) {
      Map<String, String> body = Map.of("email", "friend@home.example", "role", role);
      assertThat(admin.call("post", "/v1/invitations", body).status()).as(role).isEqualTo(403);
    }
    Map<String, String> parent = Map.of("email", "mum@home.example", "role", "parent");
    assertThat(admin.call("post", "/v1/invitations", parent).status()).isEqualTo(200);
    Map<String, String> above = Map.of("email", "mum@home.example", "role", "super_admin");
    RestClient head = server.as("head@invitation.example");
    assertThat(head.call("post", "/v1/invitations", above).status()).isEqualTo(403);
  }

  @Test
  void one_recipient_is_not_flooded_whoever_asks() {
    for (int i = 0; i < 3; i++) {
      assertThat(register("open", "flooded@home.example").status()).isEqualTo(200);
    }
    RestClient.Answer answer = register("open", "flooded@home.example");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body().at("/error/retryAfterMs").asLong()).isPositive();
  }

  @Test
  void what_is_wrong_in_a_form_is_told_field_by_field() {
    RestClient.Answer answer =
        server.post(
            "/v1/auth/register",
            Map.of("school", "open", "name", "Eve\nBcc: all", "email", "eve", "password", "123"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder("name", "email", "password");
  }

  @Test
  void no_token_is_in_the_tables() {
    register("open", "hidden@home.example");
    String token = server.token("hidden@home.example", 1);
    String rows =
        server
            .database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select coalesce(string_agg(r::text, ' '), '') || (select"
                                + " coalesce(string_agg(m::text, ' '), '') from mail m) from"
                                + " registration r")
                        .mapTo(String.class)
                        .one());
    assertThat(rows).contains("hidden@home.example").doesNotContain(token);
  }

  private static RestClient.Answer register(String school, String email) {
    return server.post("/v1/auth/register", form(school, email));
  }

  private static Map<String, String> form(String school, String email) {
    return new HashMap<>(
        Map.of("school", school, "name", "Some One", "email", email, "password", PASSWORD));
  }

  private static RestClient.Answer verify(String token) {
    return server.post("/v1/auth/verify", Map.of("token", token));
  }

  private static String message(RestClient.Answer answer) {
    return answer.body().at("/error/message").asText();
  }
}
