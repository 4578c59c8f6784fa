package io.lyceum.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.identity.Secret;
import io.lyceum.identity.secondfactor.Authenticator;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import java.time.Clock;
import java.util.Map;

/** An account's life from its registration to a closed account, on a server that sends no mails. */
final class AccountLife {
  private static final String PASSWORD = "vier Igel im Regen";
  private static final String EMAIL = "emmy@home.example";

  private final DescribedAnswers rest;
  private final RestClient stranger;
  private final TestDatabase database;

  AccountLife(DescribedAnswers rest, RestClient stranger, TestDatabase database) {
    this.rest = rest;
    this.stranger = stranger;
    this.database = database;
  }

  void live() {
    registered();
    newPassword();
    sessions();
    secondFactor();
    administratorOnTheWayIn();
    managed(stranger.signedIn("admin"));
  }

  private void registered() {
    run("update school set registration = 'open' where id = 'demo'");
    Map<String, String> form =
        Map.of("school", "demo", "name", "Emmy Noether", "email", EMAIL, "password", PASSWORD);
    rest.ok(stranger, "post", "/v1/auth/register", form);
    rest.ok(stranger, "post", "/v1/auth/verify/resend", Map.of("email", EMAIL));
    // In place of the mail's; the resending above is not waited for.
    Secret token = Secret.fresh();
    run(
        "insert into registration (hash, school, email, name, password_hash, created_at, expires_at)"
            + " select ?, school, email, name, password_hash, created_at, expires_at from"
            + " registration limit 1",
        token.hash());
    rest.ok(stranger, "post", "/v1/auth/verify", Map.of("token", token.text()));
  }

  private void newPassword() {
    rest.ok(stranger, "post", "/v1/auth/password/forgot", Map.of("email", EMAIL));
    Secret token = Secret.fresh();
    run(
        "insert into password_token (hash, person, expires_at) select ?, id, now() + interval '1h'"
            + " from person where email = ?",
        token.hash(),
        EMAIL);
    Map<String, String> reset = Map.of("token", token.text(), "password", PASSWORD + "!");
    rest.ok(stranger, "post", "/v1/auth/password/reset", reset);
    Map<String, String> change = Map.of("oldPassword", PASSWORD + "!", "newPassword", PASSWORD);
    rest.ok(as(login(PASSWORD + "!")), "post", "/v1/auth/password/change", change);
  }

  private void sessions() {
    RestClient emmy = as(login(PASSWORD));
    String id =
        rest.ok(emmy, "get", "/v1/auth/sessions")
            .findParents("current")
            .getLast()
            .path("id")
            .asText();
    rest.ok(emmy, "delete", "/v1/auth/sessions/{id}", id);
    rest.ok(as(login(PASSWORD)), "delete", "/v1/auth/sessions");
  }

  private void secondFactor() {
    RestClient emmy = as(login(PASSWORD));
    JsonNode codes = confirmed(emmy).path("recoveryCodes");
    rest.ok(emmy, "get", "/v1/auth/second-factor");
    String challenge = login(PASSWORD).path("challenge").asText();
    Map<String, String> proof = Map.of("challenge", challenge, "code", codes.get(0).asText());
    rest.ok(stranger, "post", "/v1/auth/login/second-factor", proof);
    Map<String, String> code = Map.of("code", codes.get(1).asText());
    rest.ok(emmy, "post", "/v1/auth/second-factor/disable", code);
  }

  private JsonNode confirmed(RestClient who) {
    JsonNode seed = rest.ok(who, "post", "/v1/auth/second-factor/setup");
    return rest.ok(who, "post", "/v1/auth/second-factor/confirm", Map.of("code", code(seed)));
  }

  private void administratorOnTheWayIn() {
    run("insert into school (id, name) values ('other', 'Another School')");
    run(
        "insert into person (id, school, email, name, role, password_hash) select 'boss', 'other',"
            + " 'boss@other.example', 'Boss', 'admin', password_hash from person where id = 'ada'");
    Map<String, String> password = Map.of("email", "boss@other.example", "password", "lyceum-demo");
    JsonNode asked = rest.ok(stranger, "post", "/v1/auth/login", password);
    String challenge = asked.path("challenge").asText();
    JsonNode seed =
        rest.ok(stranger, "post", "/v1/auth/login/setup", Map.of("challenge", challenge));
    Map<String, String> proof = Map.of("challenge", challenge, "code", code(seed));
    rest.ok(stranger, "post", "/v1/auth/login/confirm", proof);
  }

  private void managed(RestClient admin) {
    rest.ok(admin, "get", "/v1/users");
    Map<String, String> fresh =
        Map.of("email", "kurt@home.example", "name", "Kurt Gödel", "role", "student");
    String id = rest.ok(admin, "post", "/v1/users", fresh).path("id").asText();
    rest.ok(admin, "patch", "/v1/users/{id}", id, Map.of("role", "teacher", "banned", true));
    rest.ok(admin, "delete", "/v1/users/{id}/second-factor", id);
    rest.ok(admin, "post", "/v1/users/{id}/erasure", id, Map.of());
    String table = "email,name,role\nalan@home.example,Alan,student\nbad,,none\n";
    rest.okText(admin, "post", "/v1/users/import", table);
    Map<String, String> invitation = Map.of("email", "max@home.example", "role", "student");
    String invited = rest.ok(admin, "post", "/v1/invitations", invitation).path("id").asText();
    rest.ok(admin, "get", "/v1/invitations");
    rest.ok(admin, "delete", "/v1/invitations/{id}", invited);
  }

  private JsonNode login(String password) {
    return rest.ok(
        stranger, "post", "/v1/auth/login", Map.of("email", EMAIL, "password", password));
  }

  private RestClient as(JsonNode session) {
    return new RestClient(stranger.server(), session.path("accessToken").asText());
  }

  private static String code(JsonNode seed) {
    return new Authenticator(seed.path("seed").asText(), Clock.systemUTC()).next();
  }

  private void run(String sql, Object... values) {
    database.jdbi().useHandle(handle -> handle.execute(sql, values));
  }
}
