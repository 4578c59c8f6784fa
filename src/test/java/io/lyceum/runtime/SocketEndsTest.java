package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way the server ends a socket, and who is gone when. */
class SocketEndsTest {
  private static final String SHORT =
      """
      lyceum.socket {
        hello-timeout = 1500ms, mobile-heartbeat = 400ms, slow-timeout = 1s, bad-frames = 5
        frames-per-second = 50, sockets-per-user = 2, inflight = 1
      }
      lyceum.topic.grace = 600ms
      pekko.http.server.socket-options.so-send-buffer-size = 16k
      """;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(database, SHORT, Board.kind());
  }

  @AfterAll
  static void stop() {
    node.crash();
  }

  @Test
  void who_does_not_say_hello_is_let_go_even_if_it_pings() {
    try (TestSocket silent = TestSocket.open(node.port());
        TestSocket pinging = TestSocket.open(node.port())) {
      // Fifty a second: often enough to be heard all the time, not so often as to be a flood.
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                try {
                  pinging.sendText("{\"op\":\"ping\",\"t\":1}");
                } catch (CompletionException e) {
                  // Let go already: the bye is on its way.
                }
                return pinging.frames().stream().anyMatch(f -> TestSocket.op(f).equals("bye"));
              });
      assertEnded(pinging, "unauthenticated", false);
      assertEnded(silent, "unauthenticated", false);
    }
  }

  @Test
  void who_is_silent_too_long_is_let_go_and_may_return() {
    try (TestSocket phone = TestSocket.open(node.port())) {
      phone.send(Map.of("op", "hello", "token", "ada", "client", "mobile/1"));
      assertEnded(phone, "heartbeat_lost", true);
    }
  }

  @Test
  void a_flood_of_bad_frames_ends_the_socket() {
    try (TestSocket ada = TestSocket.hello(node.port(), "bad")) {
      for (int i = 0; i < 5; i++) {
        ada.sendText("nonsense");
      }
      assertEnded(ada, "bad_frames", false);
      assertThat(ada.frames().stream().filter(f -> f.path("code").asText().equals("bad_frame")))
          .hasSize(5);
    }
    try (TestSocket ada = TestSocket.hello(node.port(), "binary")) {
      ada.sendBinary(new byte[] {1, 2, 3});
      assertEnded(ada, "bad_frames", false);
    }
  }

  @Test
  void a_frame_too_large_ends_the_socket() {
    String large = "{\"op\":\"ping\",\"pad\":\"" + "x".repeat(65536) + "\"}";
    try (TestSocket ada = TestSocket.hello(node.port(), "large")) {
      ada.sendText(large);
      assertEnded(ada, "too_large", false);
    }
    try (TestSocket ada = TestSocket.hello(node.port(), "pieces")) {
      ada.sendInPieces(large.substring(0, 40000), large.substring(40000));
      assertEnded(ada, "too_large", false);
    }
    try (TestSocket ada = TestSocket.hello(node.port(), "wide")) {
      ada.sendText("{\"op\":\"ping\",\"pad\":\"" + "€".repeat(22000) + "\"}");
      assertEnded(ada, "too_large", false);
    }
  }

  @Test
  void who_floods_is_let_go() {
    try (TestSocket ada = TestSocket.hello(node.port(), "flood")) {
      for (int i = 0; i < 130; i++) {
        ada.sendText("{\"op\":\"ping\",\"t\":1}");
      }
      assertEnded(ada, "flooding", true);
    }
  }

  @Test
  void of_too_many_sockets_of_a_person_the_oldest_end_however_fast_they_come() {
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      TestSocket socket = TestSocket.open(node.port());
      sockets.add(socket);
      socket.send(Map.of("op", "hello", "token", "many"));
    }
    for (TestSocket socket : sockets) {
      socket.await(f -> TestSocket.op(f).equals("welcome"));
    }
    Awaitility.await()
        .untilAsserted(() -> assertThat(sockets.stream().filter(SocketEndsTest::ended)).hasSize(3));
    sockets.stream().filter(SocketEndsTest::ended).forEach(s -> assertEnded(s, "replaced", false));
    sockets.forEach(TestSocket::close);
  }

  @Test
  void who_signs_out_is_let_go_everywhere() {
    try (TestSocket laptop = TestSocket.hello(node.port(), "leaving");
        TestSocket phone = TestSocket.hello(node.port(), "leaving");
        TestSocket other = TestSocket.hello(node.port(), "staying")) {
      node.signOut("leaving");
      assertEnded(laptop, "signed_out", false);
      assertEnded(phone, "signed_out", false);
      other.sendText("{\"op\":\"ping\",\"t\":1}");
      other.await(f -> TestSocket.op(f).equals("pong"));
    }
  }

  @Test
  void commands_beyond_those_in_flight_are_refused() {
    try (TestSocket ada = TestSocket.hello(node.port(), "eager")) {
      for (int i = 0; i < 40; i++) {
        ada.post(TestSocket.newId(), "board:eager", "board:touch", Map.of());
      }
      JsonNode error = ada.await(f -> TestSocket.op(f).equals("error"));
      assertThat(error.path("code").asText()).isEqualTo("too_many_in_flight");
      assertThat(error.has("id")).isTrue();
    }
  }

  @Test
  void who_reads_nothing_while_much_waits_is_let_go() {
    try (TestSocket slow = TestSocket.hello(node.port(), "slow")) {
      slow.stopReading();
      String ping = "{\"op\":\"ping\",\"t\":" + "9".repeat(990) + "}";
      double ended = node.count("lyceum.socket.closed");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(25))
          .until(
              () -> {
                slow.sendText(ping);
                return node.count("lyceum.socket.closed") > ended;
              });
    } catch (CompletionException e) {
      assertThat(e).as("cut while sending").hasCauseInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void presence_tells_who_came_and_after_the_grace_time_who_left() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      assertThat(ada.subscribe("board:present").path("members").findValuesAsText("id"))
          .containsExactly("ada");
      TestSocket bob = TestSocket.hello(node.port(), "bob");
      assertThat(bob.subscribe("board:present").path("members").findValuesAsText("id"))
          .containsExactlyInAnyOrder("ada", "bob");
      JsonNode joined = ada.await(f -> ids(f, "joined").contains("bob"));
      assertThat(joined.path("count").asInt()).isEqualTo(2);
      bob.abort();
      try (TestSocket again = TestSocket.hello(node.port(), "bob")) {
        again.subscribe("board:present");
        int before = ada.frames().size();
        again.abort();
        JsonNode left = ada.await(before, f -> ids(f, "left").contains("bob"));
        assertThat(left.path("count").asInt()).isEqualTo(1);
      }
      assertThat(ada.frames().stream().filter(f -> ids(f, "left").contains("bob")))
          .as("a short tunnel is no leaving")
          .hasSize(1);
      assertThat(ada.frames().stream().filter(f -> ids(f, "joined").contains("bob"))).hasSize(1);
    }
  }

  @Test
  void many_who_come_at_once_are_told_together() {
    List<TestSocket> crowd = new ArrayList<>();
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.subscribe("board:crowd");
      for (int i = 0; i < 30; i++) {
        crowd.add(TestSocket.hello(node.port(), "pupil" + i));
      }
      crowd.forEach(s -> s.send(Map.of("op", "subscribe", "id", "s", "topic", "board:crowd")));
      ada.await(f -> TestSocket.op(f).equals("presence") && f.path("count").asInt() == 31);
      List<JsonNode> told =
          ada.frames().stream().filter(f -> TestSocket.op(f).equals("presence")).toList();
      assertThat(told).hasSizeLessThan(8);
      assertThat(new HashSet<>(told.stream().flatMap(f -> ids(f, "joined").stream()).toList()))
          .hasSize(31);
    } finally {
      crowd.forEach(TestSocket::close);
    }
  }

  @Test
  void a_leaving_node_sends_its_clients_elsewhere_each_at_another_time() {
    TestNode leaving = TestNode.start(database, "", Board.kind());
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sockets.add(TestSocket.hello(leaving.port(), "pupil" + i));
    }
    leaving.close();
    HashSet<Long> pauses = new HashSet<>();
    for (TestSocket socket : sockets) {
      assertEnded(socket, "going_away", true);
      pauses.add(bye(socket).path("reconnectAfterMs").asLong());
    }
    assertThat(pauses).hasSizeGreaterThan(5).allMatch(ms -> ms >= 0 && ms <= 10_000);
  }

  private static List<String> ids(JsonNode frame, String list) {
    return frame.path(list).findValuesAsText("id");
  }

  private static boolean ended(TestSocket socket) {
    return socket.frames().stream().anyMatch(f -> TestSocket.op(f).equals("bye"));
  }

  private static JsonNode bye(TestSocket socket) {
    return socket.await(f -> TestSocket.op(f).equals("bye"));
  }

  private static void assertEnded(TestSocket socket, String code, boolean mayReturn) {
    JsonNode bye = bye(socket);
    assertThat(bye.path("code").asText()).isEqualTo(code);
    assertThat(bye.path("reason").asText()).isNotEmpty();
    assertThat(bye.has("reconnectAfterMs")).isEqualTo(mayReturn);
    assertThat(socket.awaitClose()).isEqualTo(1000);
    assertThat(socket.frames().getLast()).as("nothing follows bye").isEqualTo(bye);
  }
}
