package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigValueFactory;
import io.lyceum.TestNode;
import io.lyceum.platform.cluster.ClockOffset;
import io.lyceum.platform.cluster.Formation;
import io.lyceum.platform.cluster.NodeRows;
import io.lyceum.platform.cluster.SecondCluster;
import io.lyceum.platform.database.Database;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two clusters on one database: what keeps them apart, and what holds when nothing does. */
class SecondClusterTest {
  private static final int EACH = 15;
  private static final String SETTINGS =
      "lyceum.socket { commands-per-second = 10000, frames-per-second = 10000 }";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void two_clusters_by_force_double_no_seq_and_raise_the_alarm() {
    // A test's nodes do not ask whether there is a cluster.
    try (TestNode one = TestNode.start(database, SETTINGS, Board.kind());
        TestNode other = TestNode.start(database, SETTINGS, Board.kind());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Long> acked = new ArrayList<>();
      List<CompletableFuture<List<Long>>> writers =
          List.of(
              CompletableFuture.supplyAsync(() -> write(one, "ada"), threads),
              CompletableFuture.supplyAsync(() -> write(other, "bob"), threads));
      writers.forEach(writer -> acked.addAll(writer.join()));

      assertThat(acked).doesNotHaveDuplicates().hasSize(2 * EACH);
      assertThat(journal())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 2 * EACH).boxed().toList());
      // Each has lost a race for a seq at least once, and told nobody that it had won.
      assertThat(
              one.count("lyceum.topic.write.failures") + other.count("lyceum.topic.write.failures"))
          .isPositive();

      MeterRegistry meters = watch(one);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> meters.get("lyceum.cluster.foreign.nodes").gauge().value() == 1);
    }
  }

  @Test
  void a_node_that_cannot_join_the_living_stays_alone_and_forms_nothing() {
    try (TestNode living = TestNode.start(database, SETTINGS, Board.kind())) {
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> membersInDatabase() == 1);
      // It keeps shards in another way than the living, who therefore do not let it in.
      ActorSystem<Void> stranger =
          ActorSystem.create(
              Behaviors.empty(),
              "lyceum",
              living
                  .system()
                  .settings()
                  .config()
                  .withValue(
                      "pekko.cluster.sharding.state-store-mode",
                      ConfigValueFactory.fromAnyRef("persistence")));
      try {
        String self = Cluster.get(stranger).selfMember().address().toString();
        stranger.systemActorOf(
            Formation.create(new NodeRows(access(), self)), "formation", Props.empty());
        Awaitility.await()
            .during(Duration.ofSeconds(6))
            .atMost(Duration.ofSeconds(20))
            .until(() -> !Cluster.get(stranger).selfMember().status().toString().equals("Up"));
      } finally {
        stranger.terminate();
        Awaitility.await().until(() -> stranger.getWhenTerminated().toCompletableFuture().isDone());
      }
    }
  }

  @Test
  void a_clock_that_is_ahead_is_measured() {
    try (TestNode node = TestNode.start(database, SETTINGS, Board.kind())) {
      MeterRegistry meters = new SimpleMeterRegistry();
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));
      ClockOffset.watch(node.system(), access(), ahead, meters);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Math.abs(meters.get("lyceum.clock.offset").gauge().value() - 5) < 0.3);
    }
  }

  private static List<Long> write(TestNode node, String user) {
    List<Long> acked = new ArrayList<>();
    try (TestSocket socket = TestSocket.hello(node.port(), user)) {
      for (int i = 0; i < EACH; i++) {
        JsonNode ack =
            Retries.command(socket, "board:two", "note:put", Map.of("text", user + " " + i));
        acked.add(ack.path("seq").asLong());
      }
    }
    return acked;
  }

  private static MeterRegistry watch(TestNode node) {
    MeterRegistry meters = new SimpleMeterRegistry();
    String self = Cluster.get(node.system()).selfMember().address().toString();
    node.system()
        .systemActorOf(
            SecondCluster.create(new NodeRows(access(), self), meters), "second", Props.empty());
    return meters;
  }

  private static Database access() {
    return new Database(database.dataSource(), Executors.newVirtualThreadPerTaskExecutor());
  }

  private static long membersInDatabase() {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.select(
                        "select count(*) from node_life where member and alive_at > now() -"
                            + " interval '2 s'")
                    .mapTo(Long.class)
                    .one());
  }

  private static List<Long> journal() {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.select(
                        "select sequence_number from event_journal where persistence_id ="
                            + " 'demo|board:two' order by 1")
                    .mapTo(Long.class)
                    .list());
  }
}
