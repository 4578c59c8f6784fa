package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.Certificates;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pekko.cluster.typed.Cluster;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Only who shows a certificate of the cluster's own authority becomes a node of it. */
class ClusterTlsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void nodes_of_one_authority_are_a_cluster_and_others_stay_outside(@TempDir Path folder)
      throws Exception {
    Certificates ours = Certificates.make(folder.resolve("ours"), "127.0.0.1", "localhost");
    Certificates theirs = Certificates.make(folder.resolve("theirs"), "127.0.0.1");
    try (TestNode edge = start(Optional.empty(), "[edge]", ours.environment("127.0.0.1"));
        TestNode core = start(Optional.of(edge), "[core, work]", ours.environment("localhost"))) {
      try (TestSocket ada = TestSocket.hello(edge.port(), "ada")) {
        assertThat(ada.command("board:tls", "note:put", Map.of("text", "a")).path("op").asText())
            .isEqualTo("ack");
      }
      Stream.of(theirs.environment("127.0.0.1"), Map.<String, String>of())
          .map(outsider -> CompletableFuture.runAsync(() -> staysOutside(edge, outsider)))
          .toList()
          .forEach(CompletableFuture::join);
      for (TestNode node : new TestNode[] {edge, core}) {
        assertThat(Cluster.get(node.system()).state().getMembers()).hasSize(2);
        assertThat(Cluster.get(node.system()).state().getUnreachable()).isEmpty();
      }
    }
  }

  private static void staysOutside(TestNode edge, Map<String, String> environment) {
    assertThatThrownBy(() -> start(Optional.of(edge), "[core, work]", environment))
        .isInstanceOf(ConditionTimeoutException.class)
        .hasMessageContaining("member of the cluster");
  }

  private static TestNode start(
      Optional<TestNode> seed, String roles, Map<String, String> environment) {
    return TestNode.start(
        database,
        Clock.systemUTC(),
        seed,
        environment,
        "pekko.cluster.roles = " + roles,
        Board.kind());
  }
}
