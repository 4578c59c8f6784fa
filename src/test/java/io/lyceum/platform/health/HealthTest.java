package io.lyceum.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node whose database goes away says so, and is not killed for it. */
class HealthTest {
  @Test
  void ready_and_figures_tell_of_the_database_that_is_gone_while_live_stays_green() {
    TestDatabase database = TestDatabase.fresh();
    try (FullNode node = FullNode.start(database)) {
      RestClient watcher = RestClient.stranger(node.port());
      awaitReady(watcher, 200);
      assertThat(watcher.call("get", "/health/ready").body().path("missing")).isEmpty();
      String token = watcher.signedIn("ada").token();
      try (TestSocket ada = TestSocket.hello(node.port(), token)) {
        database.close();
        awaitReady(watcher, 503);
        JsonNode answer = watcher.call("get", "/health/ready").body();
        assertThat(answer.path("ready").asBoolean(true)).isFalse();
        assertThat(answer.path("missing").toString()).contains("\"database\"");
        assertThat(watcher.call("get", "/health/live").status()).isEqualTo(200);
        assertThat(figures(watcher)).contains("lyceum_ready{condition=\"database\"} 0.0");
        for (int i = 0; i < 20; i++) {
          ada.send(Map.of("op", "subscribe", "id", "s" + i, "topic", "chat:unread-" + i));
        }
        // Each of these topics asks the journal how far it is, and none gets an answer.
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () ->
                    figures(watcher)
                        .matches("(?s).*lyceum_journal_breaker_openings_total [1-9].*"));
      }
    }
  }

  private static String figures(RestClient watcher) {
    return watcher.call("get", "/metrics").response().body();
  }

  private static void awaitReady(RestClient watcher, int status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> watcher.call("get", "/health/ready").status() == status);
  }
}
