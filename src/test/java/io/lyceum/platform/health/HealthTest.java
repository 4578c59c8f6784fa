package io.lyceum.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node whose database goes away says so, and is not killed for it. */
class HealthTest {
  @Test
  void ready_names_the_database_that_is_gone_while_live_stays_green() {
    TestDatabase database = TestDatabase.fresh();
    try (FullNode node = FullNode.start(database)) {
      RestClient watcher = RestClient.stranger(node.port());
      awaitReady(watcher, 200);
      assertThat(watcher.call("get", "/health/ready").body().path("missing")).isEmpty();
      database.close();
      awaitReady(watcher, 503);
      JsonNode answer = watcher.call("get", "/health/ready").body();
      assertThat(answer.path("ready").asBoolean(true)).isFalse();
      assertThat(answer.path("missing").toString()).contains("\"database\"");
      assertThat(watcher.call("get", "/health/live").status()).isEqualTo(200);
      assertThat(watcher.call("get", "/metrics").response().body())
          .contains("lyceum_ready{condition=\"database\"} 0.0");
    }
  }

  private static void awaitReady(RestClient watcher, int status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> watcher.call("get", "/health/ready").status() == status);
  }
}
