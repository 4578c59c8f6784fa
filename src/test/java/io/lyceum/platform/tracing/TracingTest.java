package io.lyceum.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.FullNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One command is one trace, through sockets, nodes and the journal, as a collector sees it. */
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  @RegisterExtension final TestDatabase database = TestDatabase.fresh();

  private static String on(OtlpReceiver collector, String role) {
    return "lyceum.tracing { endpoint = \""
        + collector.address()
        + "\", sample-ratio = 1 }, pekko.cluster.roles = ["
        + role
        + "]";
  }

  @Test
  void a_command_is_followed_from_the_socket_to_the_journal_to_the_fan_out_across_nodes() {
    try (OtlpReceiver collector = new OtlpReceiver()) {
      TestNode edge = TestNode.start(database, on(collector, "edge"), Board.kind());
      TestNode core =
          TestNode.start(
              database,
              Clock.systemUTC(),
              Optional.of(edge),
              on(collector, "core, work"),
              Board.kind());
      try (TestSocket ada = TestSocket.hello(edge.port(), "ada")) {
        ada.subscribe("board:traced");
        ada.send(
            Map.of(
                "op",
                "command",
                "id",
                TestSocket.newId(),
                "topic",
                "board:traced",
                "type",
                "note:put",
                "data",
                Map.of("text", "seen"),
                "traceparent",
                "00-" + TRACE + "-" + CALLER + "-00"));
        ada.awaitEvent("note:new");
        OtlpReceiver.Received socket = collector.await(TRACE, "socket command");
        OtlpReceiver.Received commit = collector.await(TRACE, "topic commit");
        OtlpReceiver.Received fanOut = collector.await(TRACE, "hub fan-out");
        assertThat(socket.parent()).isEqualTo(CALLER);
        assertThat(commit.parent()).isEqualTo(socket.id());
        assertThat(fanOut.parent()).isEqualTo(commit.id());
        assertThat(socket.node()).isEqualTo(fanOut.node()).isNotEqualTo(commit.node());
      } finally {
        core.crash();
        edge.crash();
      }
    }
  }

  @Test
  void a_command_by_rest_continues_the_trace_of_its_header() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        FullNode node =
            FullNode.start(
                database,
                Map.of(
                    "LYCEUM_TRACING_ENDPOINT",
                    collector.address() + "/",
                    "LYCEUM_TRACING_SAMPLE_RATIO",
                    "1"))) {
      String token = RestClient.stranger(node.port()).signedIn("teacher").token();
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + node.port()
                          + "/v1/topics/chat:class-demo-class/commands"))
              .header("Authorization", "Bearer " + token)
              .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"id\":\""
                          + TestSocket.newId()
                          + "\",\"type\":\"message:send\",\"data\":{\"text\":\"By REST\"}}"))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      }
      OtlpReceiver.Received http = collector.await(TRACE, "http request");
      assertThat(http.parent()).isEqualTo(CALLER);
      assertThat(collector.await(TRACE, "topic commit").parent()).isEqualTo(http.id());
    }
  }

  @Test
  void nothing_is_recorded_by_default() {
    TestNode node = TestNode.start(database, "", Board.kind());
    try {
      Tracing tracing = Tracing.get(node.system());
      assertThat(tracing.isOn()).isFalse();
      assertThat(tracing.enter("x", "00-" + TRACE + "-" + CALLER + "-01")).isNull();
      assertThat(tracing.follow("x", "00-" + TRACE + "-" + CALLER + "-01")).isNull();
    } finally {
      node.crash();
    }
  }

  @Test
  void only_a_well_formed_context_is_one() {
    assertThat(TraceContext.isOne("00-" + TRACE + "-" + CALLER + "-01")).isTrue();
    assertThat(TraceContext.isOne("00-" + TRACE + "-" + CALLER + "-0")).isFalse();
    assertThat(TraceContext.isOne("ff-" + TRACE + "-" + CALLER + "-01")).isFalse();
    assertThat(TraceContext.isOne("00-" + "0".repeat(32) + "-" + CALLER + "-01")).isFalse();
    assertThat(
            TraceContext.isOne(
                "00-" + TRACE + "-" + CALLER.toUpperCase(java.util.Locale.ROOT) + "-01"))
        .isFalse();
    assertThat(TraceContext.isOne(null)).isFalse();
  }
}
