package io.lyceum.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a whole node writes into the audit log, and who may read it. */
class AuditTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final String WORDS = "a-sentence-nobody-else-should-read";

  private static FullNode node;
  private static RestClient stranger;
  private static RestClient admin;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    stranger = RestClient.stranger(node.port());
    admin = stranger.signedIn("admin");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static JsonNode login(String email, String password) {
    return stranger
        .call("post", "/v1/auth/login", Map.of("email", email, "password", password))
        .data();
  }

  private static List<JsonNode> all() {
    List<JsonNode> entries = new ArrayList<>();
    String before = "";
    boolean more = true;
    while (more) {
      JsonNode page = admin.call("get", "/v1/audit?limit=3" + before).body();
      List<JsonNode> rows = new ArrayList<>();
      page.path("data").forEach(rows::add);
      entries.addAll(0, rows);
      JsonNode pagination = page.at("/meta/pagination");
      more = pagination.path("more").asBoolean();
      before = "&before=" + pagination.path("before").asLong();
    }
    return entries;
  }

  private static JsonNode await(String action, String subject) {
    List<JsonNode> found = new ArrayList<>();
    Awaitility.await(action)
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                all().stream()
                    .filter(e -> e.path("action").asText().equals(action))
                    .filter(e -> e.path("subject").asText().equals(subject))
                    .findFirst()
                    .map(found::add)
                    .isPresent());
    return found.getFirst();
  }

  @Test
  void signing_in_and_out_and_failing_to_are_there() {
    JsonNode session = login("ada@demo.example", "lyceum-demo");
    String token = session.path("refreshToken").asText();
    login("ada@demo.example", "wrong-password-of-ada");
    stranger.call("post", "/v1/auth/logout", Map.of("refreshToken", token));
    JsonNode signedIn = await("account.signed-in", "ada");
    assertThat(signedIn.path("origin").asText()).isEqualTo("127.0.0.1");
    assertThat(signedIn.path("request").asText()).matches("[0-9a-f-]{36}");
    assertThat(await("account.sign-in-refused", "ada").path("actor").asText())
        .isEqualTo("anonymous");
    assertThat(await("account.signed-out", "ada").path("actor").asText()).isEqualTo("ada");
    assertThat(all().toString())
        .doesNotContain(token, session.path("accessToken").asText(), "wrong-password-of-ada")
        .doesNotContain("lyceum-demo", "demo.example", "Lovelace");
  }

  @Test
  void a_used_token_that_comes_back_is_there_once() {
    String token = login("bob@demo.example", "lyceum-demo").path("refreshToken").asText();
    Map<String, String> body = Map.of("refreshToken", token);
    assertThat(stranger.call("post", "/v1/auth/refresh", body).status()).isEqualTo(200);
    assertThat(stranger.call("post", "/v1/auth/refresh", body).status()).isEqualTo(401);
    assertThat(stranger.call("post", "/v1/auth/refresh", body).status()).isEqualTo(401);
    JsonNode entry = await("account.signed-out", "bob");
    assertThat(entry.path("reason").asText()).contains("used refresh token");
    assertThat(all())
        .filteredOn(e -> e.path("reason").asText().contains("used refresh token"))
        .hasSize(1);
  }

  @Test
  void moderation_is_there_with_its_command_but_not_what_was_said() {
    try (TestSocket grace = TestSocket.hello(node.port(), stranger.signedIn("teacher").token())) {
      String chat = "chat:class-demo-class";
      long seq = grace.command(chat, "message:send", Map.of("text", WORDS)).path("seq").asLong();
      String id = TestSocket.newId();
      JsonNode ack = grace.command(id, chat, "message:delete", Map.of("seq", seq));
      assertThat(ack.path("op").asText()).isEqualTo("ack");
      JsonNode entry = await("chat.message-deleted", Long.toString(seq));
      assertThat(entry.path("actor").asText()).isEqualTo("teacher");
      assertThat(entry.path("topic").asText()).isEqualTo(chat);
      assertThat(entry.path("request").asText()).isEqualTo(id);
      assertThat(all().toString()).doesNotContain(WORDS);
    }
  }

  @Test
  void only_an_administrator_reads_it_and_stands_in_it() {
    RestClient teacher = stranger.signedIn("teacher");
    assertThat(teacher.call("get", "/v1/audit").status()).isEqualTo(403);
    assertThat(teacher.call("get", "/v1/audit/chain").status()).isEqualTo(403);
    assertThat(stranger.call("get", "/v1/audit").status()).isEqualTo(401);
    assertThat(admin.call("get", "/v1/audit?limit=0").status()).isEqualTo(400);
    assertThat(admin.call("get", "/v1/audit?before=x").status()).isEqualTo(400);
    assertThat(admin.call("get", "/v1/audit").status()).isEqualTo(200);
    assertThat(all()).anyMatch(e -> e.path("action").asText().equals("audit.read"));
    JsonNode chain = admin.call("get", "/v1/audit/chain").data();
    assertThat(chain.path("whole").asBoolean()).isTrue();
    assertThat(chain.path("entries").asLong()).isPositive();
  }
}
