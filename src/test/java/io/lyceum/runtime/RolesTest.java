package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.TestNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node does what its roles say and nothing else; together the three are one that has all. */
class RolesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final TopicId BOARD = new TopicId(new SchoolId("demo"), "board", "roles");

  @Test
  void sockets_topics_and_projections_live_where_the_roles_say() {
    try (TestNode edge = start(Optional.empty(), "edge");
        TestNode core = start(Optional.of(edge), "core");
        TestSocket ada = TestSocket.hello(edge.port(), "ada")) {
      ada.subscribe("board:roles");
      ada.command("board:roles", "note:put", Map.of("text", "a"));
      ada.awaitEvent("note:new");
      assertThat(core.count("lyceum.commands")).isEqualTo(1);
      assertThat(edge.count("lyceum.commands")).isZero();
      assertThatThrownBy(() -> TestSocket.open(core.port()))
          .isInstanceOf(CompletionException.class);

      setAlarm(edge, Instant.now().plusSeconds(600));
      // Nobody has the role that reads the journal.
      Awaitility.await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> alarms() == 0 && offsets() == 0);
      try (TestNode work = start(Optional.of(edge), "work")) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> alarms() == 1);
        assertThat(work.count("lyceum.commands")).isZero();
        ada.command("board:roles", "note:put", Map.of("text", "b"));
        assertThat(core.count("lyceum.topic.recovery")).isEqualTo(1);
      }
    }
  }

  private static void setAlarm(TestNode node, Instant at) {
    node.topics()
        .tell(BOARD, Caller.system(BOARD.school()), "board:close-at", Map.of("at", at))
        .toCompletableFuture()
        .join();
  }

  private static long alarms() {
    return count("due");
  }

  private static long offsets() {
    return count("projection_offset");
  }

  private static long count(String table) {
    return database
        .jdbi()
        .withHandle(h -> h.select("select count(*) from " + table).mapTo(Long.class).one());
  }

  private static TestNode start(Optional<TestNode> seed, String role) {
    return TestNode.start(
        database, Clock.systemUTC(), seed, Map.of("LYCEUM_CLUSTER_ROLES", role), "", Board.kind());
  }
}
