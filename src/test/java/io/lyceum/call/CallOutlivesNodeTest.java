package io.lyceum.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sockets are lost, and so is the node a call lives on; the call goes on, or ends when it did. */
class CallOutlivesNodeTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final String SHORT_GRACE = "lyceum.topic.grace = 2s";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  /** Several calls, so that some are on the node that dies. */
  private static final List<String> CALLS = List.of("a1", "a2", "a3", "a4", "a5");

  @Test
  void calls_go_on_when_a_node_is_killed_and_a_socket_comes_back() {
    TestNode edge = node(Optional.empty(), "pekko.cluster.roles = [edge]");
    TestNode core = node(Optional.of(edge), "pekko.cluster.roles = [core, work]");
    TestNode other = node(Optional.of(edge), "pekko.cluster.roles = [core, work]");
    try (TestSocket ada = TestSocket.hello(edge.port(), "ada");
        TestSocket lost = TestSocket.hello(edge.port(), "bob")) {
      for (String call : CALLS) {
        place(edge, call, person("bob"));
        ada.subscribe("call:" + call);
        ack(lost.command("call:" + call, "call:answer", Map.of()));
        lost.subscribe("call:" + call);
      }
      core.crash();
      lost.abort();
      try (TestSocket bob = TestSocket.hello(edge.port(), "bob")) {
        CALLS.forEach(call -> bob.send(subscription(call)));
        CALLS.forEach(call -> goesOn("call:" + call, ada, bob));
      }
    } finally {
      other.crash();
      edge.crash();
    }
  }

  private static Map<String, String> subscription(String call) {
    return Map.of("op", "subscribe", "id", call, "topic", "call:" + call);
  }

  private static void goesOn(String topic, TestSocket ada, TestSocket bob) {
    JsonNode resumed =
        bob.await(
            f -> TestSocket.op(f).equals("subscribed") && f.path("topic").asText().equals(topic));
    assertThat(resumed.at("/snapshot/members").findValuesAsText("status"))
        .containsExactly("in", "in");
    Map<String, Object> data =
        Map.of(
            "to",
            "ada",
            "epoch",
            1,
            "peer",
            1,
            "description",
            Map.of("type", "offer", "sdp", "v=0"));
    bob.send(Map.of("op", "signal", "topic", topic, "type", "call:signal", "data", data));
    JsonNode offer =
        ada.await(f -> TestSocket.op(f).equals("signal") && f.path("topic").asText().equals(topic));
    assertThat(offer.path("from").asText()).isEqualTo("bob");
    ack(bob.command(topic, "call:end", Map.of()));
    ada.await(
        f ->
            f.path("type").asText().equals("call:ended") && f.path("topic").asText().equals(topic));
  }

  @Test
  void a_crash_that_nobody_comes_back_from_ends_the_call_when_they_were_last_seen() {
    TestNode node = node(Optional.empty(), SHORT_GRACE);
    Instant answered;
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      place(node, "c2", person("bob"), person("cyd"));
      ada.subscribe("call:c2");
      ack(bob.command("call:c2", "call:answer", Map.of()));
      bob.subscribe("call:c2");
      answered = Instant.parse(ada.awaitEvent("call:accepted").path("at").asText());
    }
    Instant crashed = Instant.now();
    node.crash();
    TestNode again = node(Optional.empty(), SHORT_GRACE);
    try (TestSocket cyd = TestSocket.hello(again.port(), "cyd")) {
      cyd.subscribe("call:c2");
      JsonNode ended = cyd.await(f -> f.path("type").asText().equals("call:ended"));
      // The entry is written when the grace time is over, yet it tells of the time before.
      assertThat(Duration.ofSeconds(ended.at("/data/seconds").asLong()))
          .isLessThanOrEqualTo(Duration.between(answered, crashed));
    } finally {
      again.crash();
    }
  }

  private static TestNode node(Optional<TestNode> seed, String overrides) {
    return TestNode.start(
        database, Clock.systemUTC(), seed, overrides, CallTopic.kind(CallSettings.DEFAULTS));
  }

  /** Ada calls. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  private static void place(TestNode node, String id, Map<String, String>... to) {
    Map<String, Object> data =
        Map.of(
            "by", List.of(person("ada")),
            "to", List.of(to),
            "media", "audio");
    node.topics()
        .tell(new TopicId(SCHOOL, CallTopic.NAME, id), Caller.system(SCHOOL), "call:initiate", data)
        .toCompletableFuture()
        .join();
  }

  private static Map<String, String> person(String id) {
    return Map.of("id", id, "name", id);
  }

  private static void ack(JsonNode answer) {
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
  }
}
