package io.lyceum.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WireTest {
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicInteger mended = new AtomicInteger();

  @Test
  void a_closed_connection_and_refusals_are_an_end_and_a_new_answer_is_a_return()
      throws IOException {
    ServerSocket server = listen(0);
    int port = server.getLocalPort();
    try (Wire _ = to(port)) {
      Socket accepted = server.accept();
      assertThat(broken).hasValue(0);

      server.close();
      accepted.close();
      Awaitility.await().untilAsserted(() -> assertThat(broken).hasValue(1));
      assertThat(mended).hasValue(0);

      try (ServerSocket again = listen(port);
          Socket _ = again.accept()) {
        Awaitility.await().untilAsserted(() -> assertThat(mended).hasValue(1));
      }
      Awaitility.await().untilAsserted(() -> assertThat(broken).hasValue(2));
    }
  }

  @Test
  void a_connection_that_is_cut_while_the_process_lives_is_no_end() throws IOException {
    try (ServerSocket server = listen(0);
        Wire _ = to(server.getLocalPort())) {
      for (int i = 0; i < 3; i++) {
        server.accept().close();
      }
      assertThat(broken).hasValue(0);
    }
  }

  private Wire to(int port) {
    return Wire.to("127.0.0.1", port, broken::incrementAndGet, mended::incrementAndGet);
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }
}
