package io.lyceum.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.NodeLife;
import io.lyceum.platform.settings.Settings;
import io.lyceum.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeRowsTest {
  /** So that a heartbeat shows. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final TestDatabase server = TestDatabase.fresh();
  private final Database database =
      new Database(server.dataSource(), Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void drop() {
    server.close();
  }

  @Test
  void of_many_that_start_at_once_one_is_alone() {
    List<CompletionStage<Set<String>>> answers =
        IntStream.range(0, 12).mapToObj(i -> rows("node-" + i).othersOrAlone()).toList();

    assertThat(answers).filteredOn(answer -> now(answer).isEmpty()).hasSize(1);
  }

  @Test
  void who_forms_a_cluster_is_alive_before_it_is_a_member() {
    ActorSystem<Void> notYetMember =
        ActorSystem.create(
            Behaviors.empty(),
            "lyceum",
            ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = off")
                .withFallback(Settings.load(Map.of()).actorSystem(server.address())));
    assertThat(now(rows("first").othersOrAlone())).isEmpty();

    NodeLife.start(notYetMember, "first", database, Clock.offset(Clock.systemUTC(), AHEAD));
    Awaitility.await("its heartbeat").until(() -> seen("first").isAfter(Instant.now()));

    assertThat(now(rows("second").othersOrAlone())).containsExactly("first");
    notYetMember.terminate();
  }

  @Test
  void who_only_starts_is_nobody_to_join() {
    server
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into node_life (node, seen, alive_at) values ('starting', now(),"
                        + " '-infinity')"));

    assertThat(now(rows("other").othersOrAlone())).isEmpty();
  }

  @Test
  void who_left_is_nobody_to_join() {
    assertThat(now(rows("first").othersOrAlone())).isEmpty();
    rows("first").left().toCompletableFuture().join();

    assertThat(now(rows("second").othersOrAlone())).isEmpty();
  }

  private NodeRows rows(String node) {
    return new NodeRows(database, node);
  }

  private Instant seen(String node) {
    return server
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("select seen from node_life where node = ?", node)
                    .mapTo(Instant.class)
                    .one());
  }

  private static Set<String> now(CompletionStage<Set<String>> answer) {
    return answer.toCompletableFuture().join();
  }
}
