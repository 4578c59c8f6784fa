package io.lyceum.benchmark.contender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every peer keeps the promises it is compared by; otherwise its figures would be worth nothing.
 */
class PeersTest {
  private static final Path FOLDER = Path.of("target", "bench", "peers-test");
  private static final int POSTS = 20;

  private static Optional<Redis> redis = Optional.empty();

  @BeforeAll
  static void prepare() throws IOException {
    Tools.assumeNode();
    redis = Redis.start(Files.createDirectories(FOLDER));
  }

  @AfterAll
  static void stop() {
    redis.ifPresent(Redis::close);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LYCEUM")
  void members_hear_what_is_committed_in_one_order(Contender contender) {
    Assumptions.assumeTrue(
        redis.isPresent() || !contender.needsRedis(), "Skipped: there is no redis-server");
    Stage stage = new Stage(FOLDER, redis.map(Redis::url));
    try (Running server = stage.start(contender)) {
      Member ann = Member.join(contender, server.address(), "r1", "ann");
      Member bob = Member.join(contender, server.address(), "r1", "bob");

      everybodyHearsTheSameOrder(server, ann, bob);
      nobodyHearsWhatIsNotCommitted(server, ann, bob);
      aSignalGoesToTheOthersAndIsNotStored(server, ann, bob);
    }
  }

  private static void everybodyHearsTheSameOrder(Running server, Member ann, Member bob) {
    List<CompletableFuture<JsonNode>> acks = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      acks.add(ann.post("r1", "ann " + i));
      acks.add(bob.post("r1", "bob \"" + i + "\" ü"));
    }
    List<Long> acknowledged =
        acks.stream().map(ack -> ack.join().path("seq").asLong()).sorted().toList();
    assertThat(acknowledged).containsExactlyElementsOf(upTo(acks.size()));

    for (Member member : List.of(ann, bob)) {
      Awaitility.await().until(() -> member.heard("message").size() >= acks.size());
      List<JsonNode> heard = member.heard("message");
      List<Long> seqs = heard.stream().map(message -> message.path("seq").asLong()).toList();
      if (!server.contender().needsRedis()) {
        assertThat(seqs).containsExactlyElementsOf(upTo(acks.size()));
      }
      assertThat(seqs).containsExactlyInAnyOrderElementsOf(upTo(acks.size()));
      assertThat(texts(heard, "ann")).isEqualTo(stored(server, "ann")).hasSize(POSTS);
      assertThat(texts(heard, "bob")).isEqualTo(stored(server, "bob")).hasSize(POSTS);
    }
  }

  private static void nobodyHearsWhatIsNotCommitted(Running server, Member ann, Member bob) {
    int before = bob.heard("message").size();
    CompletableFuture<JsonNode> ack =
        server
            .database()
            .jdbi()
            .inTransaction(
                locker -> {
                  locker.execute("lock table message in exclusive mode");
                  CompletableFuture<JsonNode> waiting = ann.post("r1", "held back");
                  Awaitility.await("an insert that waits for the lock")
                      .until(() -> server.database().jdbi().withHandle(PeersTest::waiting) > 0);
                  Awaitility.await()
                      .during(Duration.ofMillis(200))
                      .until(() -> !waiting.isDone() && bob.heard("message").size() == before);
                  return waiting;
                });
    assertThat(ack.join().path("seq").asLong()).isEqualTo(before + 1);
    Awaitility.await().until(() -> bob.heard("message").size() == before + 1);
  }

  private static void aSignalGoesToTheOthersAndIsNotStored(Running server, Member ann, Member bob) {
    int stored = stored(server, "ann").size();
    ann.signal("r1", "typing");
    Awaitility.await().until(() -> bob.heard("signal").size() == 1);
    assertThat(bob.heard("signal").getFirst().path("from").asText()).isEqualTo("ann");
    assertThat(bob.heard("signal").getFirst().path("text").asText()).isEqualTo("typing");
    // What comes after it has come, so it would have come too.
    ann.post("r1", "after").join();
    Awaitility.await().until(() -> texts(ann.heard("message"), "ann").contains("after"));
    assertThat(ann.heard("signal")).isEmpty();
    assertThat(stored(server, "ann")).hasSize(stored + 1).doesNotContain("typing");
  }

  private static long waiting(Handle handle) {
    return handle
        .select(
            "select count(*) from pg_locks where not granted and relation = 'message'::regclass")
        .mapTo(Long.class)
        .one();
  }

  private static List<String> texts(List<JsonNode> messages, String from) {
    return messages.stream()
        .filter(message -> message.path("from").asText().equals(from))
        .map(message -> message.path("text").asText())
        .toList();
  }

  private static List<String> stored(Running server, String author) {
    return server
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("select body from message where author = ? order by seq", author)
                    .mapTo(String.class)
                    .list());
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
