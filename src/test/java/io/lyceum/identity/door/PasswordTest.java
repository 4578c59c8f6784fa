package io.lyceum.identity.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.testkit.RestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PasswordTest {
  @RegisterExtension static final DoorServer server = new DoorServer(false);

  private static final String OLD = DoorServer.PASSWORD;
  private static final String NEW = "sieben Schwaben im Heu";

  @Test
  void a_changed_password_ends_every_other_sign_in() {
    server.person("ada", Role.STUDENT, "open");
    JsonNode here = server.login("ada@open.example", OLD).data();
    JsonNode there = server.login("ada@open.example", OLD).data();

    RestClient.Answer answer = change(server.as(here), OLD, NEW);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(refresh(there).status()).isEqualTo(401);
    assertThat(server.as(there).call("get", "/v1/auth/me").status()).isEqualTo(401);
    assertThat(server.as(here).call("get", "/v1/auth/me").status()).isEqualTo(200);
    assertThat(refresh(here).status()).isEqualTo(200);
    assertThat(server.signedOut).contains(new UserId("ada-open"));
    assertThat(server.login("ada@open.example", OLD).status()).isEqualTo(401);
    assertThat(server.login("ada@open.example", NEW).status()).isEqualTo(200);
    assertThat(server.mails("ada@open.example", 1).getFirst())
        .startsWith("Your password was changed");
  }

  @Test
  void a_change_needs_the_old_password_and_a_good_new_one() {
    server.person("bob", Role.STUDENT, "open");
    RestClient bob = server.as("bob@open.example");

    assertThat(field(change(bob, "not the old one", NEW))).isEqualTo("oldPassword");
    assertThat(field(change(bob, OLD, "password1234"))).isEqualTo("newPassword");
    assertThat(field(change(bob, OLD, "bob@open.example"))).isEqualTo("newPassword");
    assertThat(server.login("bob@open.example", OLD).status()).isEqualTo(200);
  }

  @Test
  void a_forgotten_password_is_replaced_by_the_link_in_a_mail_once() {
    server.person("eve", Role.STUDENT, "open");
    JsonNode before = server.login("eve@open.example", OLD).data();
    RestClient.Answer known = forgot("eve@open.example");
    RestClient.Answer unknown = forgot("unknown@open.example");
    assertThat(known.status()).isEqualTo(unknown.status());
    assertThat(known.body()).isEqualTo(unknown.body());

    String token = server.token("eve@open.example", 1);
    assertThat(reset(token, "password1234").status()).isEqualTo(400);
    assertThat(reset(token, NEW).status()).isEqualTo(200);
    assertThat(server.login("eve@open.example", NEW).status()).isEqualTo(200);
    assertThat(refresh(before).status()).isEqualTo(401);
    assertThat(reset(token, OLD).body().at("/error/code").asText()).isEqualTo("expired");
    assertThat(server.audit("eve-open"))
        .contains("account.reset-asked", "account.password-changed");
  }

  @Test
  void a_link_is_good_for_an_hour() {
    server.person("late", Role.STUDENT, "open");
    forgot("late@open.example");
    String token = server.token("late@open.example", 1);
    server.clock.pass(Duration.ofMinutes(61));
    assertThat(reset(token, NEW).status()).isEqualTo(409);
    assertThat(reset("a-token-nobody-made", NEW).body()).isEqualTo(reset(token, NEW).body());
  }

  @Test
  void of_two_who_follow_a_link_at_once_one_wins() {
    server.person("race", Role.STUDENT, "open");
    forgot("race@open.example");
    String token = server.token("race@open.example", 1);
    List<CompletableFuture<Integer>> tries =
        Stream.of(NEW, NEW, NEW, NEW)
            .map(password -> CompletableFuture.supplyAsync(() -> reset(token, password).status()))
            .toList();
    assertThat(tries.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(200, 409, 409, 409);
  }

  @Test
  void a_hash_of_bcrypt_is_replaced_at_the_first_sign_in() {
    server.person("old", Role.STUDENT, "open");
    String hash = BcryptFunction.getInstance(Bcrypt.Y, 10).hash(OLD).getResult();
    server
        .database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("update person set password_hash = ? where id = 'old-open'", hash));

    assertThat(server.login("old@open.example", "wrong password").status()).isEqualTo(401);
    assertThat(server.login("old@open.example", OLD).status()).isEqualTo(200);
    String after =
        server
            .database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select("select password_hash from person where id = 'old-open'")
                        .mapTo(String.class)
                        .one());
    assertThat(after).startsWith("$argon2id$");
    assertThat(server.login("old@open.example", OLD).status()).isEqualTo(200);
  }

  private static RestClient.Answer change(RestClient who, String before, String after) {
    return who.call(
        "post", "/v1/auth/password/change", Map.of("oldPassword", before, "newPassword", after));
  }

  private static RestClient.Answer forgot(String email) {
    return server.post("/v1/auth/password/forgot", Map.of("email", email));
  }

  private static RestClient.Answer reset(String token, String password) {
    return server.post("/v1/auth/password/reset", Map.of("token", token, "password", password));
  }

  private static RestClient.Answer refresh(JsonNode session) {
    return server.post(
        "/v1/auth/refresh", Map.of("refreshToken", session.path("refreshToken").asText()));
  }

  private static String field(RestClient.Answer answer) {
    return answer.body().at("/error/details/0/field").asText();
  }
}
