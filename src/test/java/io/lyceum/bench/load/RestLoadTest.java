package io.lyceum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.bench.net.HttpConnection;
import io.lyceum.bench.net.Loop;
import io.lyceum.bench.net.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestLoadTest {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void a_connection_that_the_server_ends_unused_is_opened_again_and_not_lost() throws IOException {
    try (RestLoad load = load()) {
      server.accept().close();
      try (Socket second = server.accept()) {
        load.listen(0, Long.MAX_VALUE);
        Awaitility.await()
            .untilAsserted(
                () -> {
                  load.send(0, Loop.nanos());
                  assertThat(second.getInputStream().available()).isPositive();
                });
        second.getOutputStream().write(ANSWER);
        Awaitility.await().until(() -> load.arrived() >= 1);
        assertThat(load.lost()).isZero();
      }
    }
  }

  @Test
  void one_that_ends_before_the_answer_is_lost() throws IOException {
    try (RestLoad load = load()) {
      Socket only = server.accept();
      load.listen(0, Long.MAX_VALUE);
      load.send(0, Loop.nanos());
      assertThat(only.getInputStream().read()).isEqualTo('G');
      only.close();
      Awaitility.await().untilAsserted(() -> assertThat(load.lost()).isEqualTo(1));
    }
  }

  private RestLoad load() {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    return new RestLoad(
        new Crowd.Target(List.of(address), Sources.any(), 1, 10),
        1,
        List.of(HttpConnection.get("localhost", "/v1/auth/me", "token")));
  }
}
