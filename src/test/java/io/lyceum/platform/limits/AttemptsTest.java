package io.lyceum.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AttemptsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  /** What each node has of its own. */
  private static Attempts node(Duration window) {
    return new Attempts(
        Limit.SIGN_IN_ACCOUNT, 10, window, new LimitMeters(new SimpleMeterRegistry()));
  }

  private static Duration add(Attempts node, String name) {
    return database.jdbi().withHandle(handle -> node.add(handle, name));
  }

  @Test
  void who_asks_many_nodes_at_once_has_no_more_attempts() {
    List<Attempts> nodes =
        IntStream.range(0, 4).mapToObj(_ -> node(Duration.ofMinutes(5))).toList();
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<CompletableFuture<Duration>> all =
          IntStream.range(0, 80)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> add(nodes.get(i % 4), "ada"), threads))
              .toList();
      assertThat(all.stream().map(CompletableFuture::join).filter(Duration::isZero)).hasSize(10);
    }
    assertThat(add(nodes.getFirst(), "ada"))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(add(nodes.getFirst(), "bob")).isZero();
  }

  @Test
  void a_window_that_is_over_begins_anew() {
    Attempts attempts = node(Duration.ofMillis(300));
    for (int i = 0; i < 10; i++) {
      assertThat(add(attempts, "eve")).isZero();
    }
    assertThat(add(attempts, "eve")).isPositive();
    Awaitility.await().until(() -> add(attempts, "eve").isZero());
  }

  @Test
  void what_succeeded_does_not_count() {
    Attempts attempts = node(Duration.ofMinutes(5));
    for (int i = 0; i < 30; i++) {
      assertThat(add(attempts, "grace")).isZero();
      database.jdbi().useHandle(handle -> attempts.takeBack(handle, "grace"));
    }
    IntStream.range(0, 11).forEach(_ -> add(attempts, "grace"));
    database.jdbi().useHandle(handle -> attempts.forget(handle, "grace"));
    assertThat(add(attempts, "grace")).isZero();
  }
}
