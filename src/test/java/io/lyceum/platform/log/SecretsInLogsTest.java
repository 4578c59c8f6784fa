package io.lyceum.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a node says in a lively hour tells an operator what happened, and nobody's secrets. */
class SecretsInLogsTest {
  private static final String CHAT = "chat:class-demo-class";
  private static final String WORDS = "a-sentence-nobody-else-should-read";

  @RegisterExtension final TestDatabase database = TestDatabase.fresh();
  @TempDir Path folder;

  @Test
  void no_password_token_address_name_or_message_is_in_the_log() throws IOException {
    Path file = folder.resolve("node.conf");
    Files.writeString(file, "lyceum.socket.slow-command = 0s");
    try (LogLines lines = new LogLines();
        FullNode node = FullNode.start(database, Map.of("LYCEUM_CONFIG", file.toString()))) {
      RestClient stranger = RestClient.stranger(node.port());
      JsonNode session =
          stranger
              .call(
                  "post",
                  "/v1/auth/login",
                  Map.of("email", "ada@demo.example", "password", "lyceum-demo"))
              .data();
      String access = session.path("accessToken").asText();
      String refresh = session.path("refreshToken").asText();
      stranger.call(
          "post",
          "/v1/auth/login",
          Map.of("email", "ada@demo.example", "password", "wrong-password-of-ada"));
      for (int i = 0; i < 2; i++) {
        stranger.call("post", "/v1/auth/refresh", Map.of("refreshToken", refresh));
      }
      String id = TestSocket.newId();
      try (TestSocket ada = TestSocket.hello(node.port(), access);
          TestSocket forger = TestSocket.open(node.port())) {
        ada.subscribe(CHAT);
        ada.command(id, CHAT, "message:send", Map.of("text", WORDS));
        ada.command(CHAT, "message:send", Map.of("text", WORDS, "nonsense", WORDS));
        ada.sendText("{\"op\":\"" + WORDS);
        forger.send(Map.of("op", "hello", "token", "forged-token"));
        forger.awaitClose();
      }
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(lines.find("A sign-in was refused")).isPresent();
                assertThat(lines.find("A used refresh token came back")).isPresent();
                assertThat(lines.find("A socket's token was refused")).isPresent();
                assertThat(lines.find("Slow command")).isPresent();
              });
      JsonNode slow =
          lines.all().stream()
              .filter(line -> line.path("command").asText().equals(id))
              .findFirst()
              .orElseThrow();
      assertThat(slow.path("topic").asText()).isEqualTo("demo|" + CHAT);
      assertThat(slow.path("user").asText()).matches("[0-9a-f]{16}");
      assertThat(lines.text())
          .doesNotContain("lyceum-demo", "wrong-password-of-ada", "forged-token", WORDS)
          .doesNotContain(access, refresh, "demo.example", "Lovelace");
    }
  }
}
