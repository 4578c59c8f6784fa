package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sockets may do together: each limit is reached, told, counted, and nobody else's matter. */
class SharedLimitsTest {
  private static final String LOW =
      """
      lyceum.limits {
        enabled = on, sockets-per-address = 3, handshakes-per-address-per-second = 5
        commands-per-user-per-second = 5, commands-per-topic-per-second = 6, commands-per-school-per-second = 7
      }
      """;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = start(LOW);
  }

  private static TestNode start(String settings) {
    return TestNode.start(
        database,
        Clock.systemUTC(),
        Optional.empty(),
        Map.of("LYCEUM_TRUSTED_PROXIES", "127.0.0.1"),
        settings,
        Board.kind());
  }

  @AfterAll
  static void stop() {
    node.crash();
  }

  private static TestSocket from(String address) {
    return TestSocket.open(node.port(), Map.of("X-Forwarded-For", address));
  }

  private static TestSocket hello(String address, String token) {
    TestSocket socket = from(address);
    socket.send(Map.of("op", "hello", "token", token));
    socket.await(frame -> TestSocket.op(frame).equals("welcome"));
    return socket;
  }

  @Test
  void an_address_has_so_many_sockets_and_gets_another_when_one_is_gone() throws IOException {
    List<TestSocket> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(from("203.0.113.1"));
    }
    refused(() -> from("203.0.113.1"), 429, "rate_limited");
    from("203.0.113.2").close();
    open.removeFirst().close();
    Awaitility.await().ignoreExceptions().until(() -> open.add(from("203.0.113.1")));
    open.forEach(TestSocket::close);
    assertThat(node.count("lyceum.limits.refused")).isPositive();
  }

  @Test
  void handshakes_of_an_address_come_at_a_rate() {
    Optional<HttpResponse<?>> refused = Optional.empty();
    for (int i = 0; i < 30 && refused.isEmpty(); i++) {
      refused = refusal(() -> from("203.0.113.3").close());
    }
    HttpResponse<?> answer = refused.orElseThrow();
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(refusal(() -> from("203.0.113.4").close())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "topic", "school"})
  void commands_come_at_a_rate_over_all_sockets(String shared) {
    String name = "l" + shared;
    List<TestSocket> sockets = new ArrayList<>();
    List<String> topics = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String user = name + (shared.equals("user") ? "" : i) + ":" + name;
      topics.add("board:" + name + (shared.equals("topic") ? "" : i));
      sockets.add(hello("203.0.113." + (20 + i), user));
    }
    int most = Map.of("user", 10, "topic", 12, "school", 14).get(shared);
    for (int i = 0; i < most + 4; i++) {
      TestSocket socket = sockets.get(i % 4);
      socket.post(TestSocket.newId(), topics.get(i % 4), "note:put", Map.of("text", "x" + i));
    }
    Awaitility.await()
        .until(() -> sockets.stream().mapToLong(s -> answers(s).size()).sum() == most + 4);
    List<JsonNode> refused =
        sockets.stream()
            .flatMap(s -> answers(s).stream())
            .filter(f -> f.path("code").asText().equals("rate_limited"))
            .toList();
    assertThat(refused)
        .hasSizeBetween(2, 4)
        .allSatisfy(f -> assertThat(f.path("retryAfterMs").asLong()).isBetween(1L, 1_000L));
    sockets.forEach(TestSocket::close);
  }

  @Test
  void in_a_storm_of_handshakes_the_rest_is_told_to_come_back() throws IOException {
    TestNode calm = node;
    TestNode stormed = start("lyceum.limits { enabled = on, handshakes-per-second = 2 }");
    try {
      node = stormed;
      List<TestSocket> in = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        in.add(from("203.0.113." + i));
      }
      JsonNode error = refused(() -> from("203.0.113.9"), 503, "unavailable");
      assertThat(error.path("retryAfterMs").asLong()).isBetween(1_000L, 11_000L);
      in.forEach(TestSocket::close);
    } finally {
      node = calm;
      stormed.crash();
    }
  }

  private static List<JsonNode> answers(TestSocket socket) {
    return socket.frames().stream()
        .filter(f -> List.of("ack", "error").contains(TestSocket.op(f)))
        .toList();
  }

  private static JsonNode refused(Runnable opening, int status, String code) throws IOException {
    HttpResponse<?> response = refusal(opening).orElseThrow();
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode error = Json.parse((String) response.body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    return error;
  }

  /** Empty when the socket opened. */
  private static Optional<HttpResponse<?>> refusal(Runnable opening) {
    try {
      opening.run();
      return Optional.empty();
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
      return Optional.of(((WebSocketHandshakeException) e.getCause()).getResponse());
    }
  }
}
