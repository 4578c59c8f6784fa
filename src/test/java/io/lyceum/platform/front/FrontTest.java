package io.lyceum.platform.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What HTTP clients may expect of a connection, with the front in between. */
class FrontTest extends AllDirectives {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "front",
          ConfigFactory.parseString(
                  """
                  pekko.loglevel = WARNING
                  pekko.http.server {
                    remote-address-attribute = on, request-timeout = 20s
                    max-connections = 20, parsing.max-content-length = 100m
                  }
                  """)
              .withFallback(ConfigFactory.defaultReference()));
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static Binding binding;

  @BeforeAll
  static void start() {
    binding = open(new FrontTest().routes());
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private Route routes() {
    return concat(
        path("hello", () -> complete("hello")),
        path(
            "length",
            () ->
                extractDataBytes(
                    bytes ->
                        completeWithFuture(
                            bytes
                                .runFold(0L, (sum, part) -> sum + part.size(), KIT.system())
                                .thenApply(sum -> HttpResponse.create().withEntity("" + sum))))),
        path("large", () -> complete("x".repeat(5_000_000))),
        path(
            "who",
            () ->
                extractRequest(
                    request ->
                        complete(
                            request
                                .getAttribute(AttributeKeys.remoteAddress)
                                .orElseThrow()
                                .toString()))));
  }

  private static Binding open(Route route) {
    return open(route.handler(KIT.system()));
  }

  private static Binding open(
      Function<org.apache.pekko.http.javadsl.model.HttpRequest, CompletionStage<HttpResponse>>
          handler) {
    return open(KIT.system(), handler);
  }

  private static Binding open(
      ActorSystem<?> system,
      Function<org.apache.pekko.http.javadsl.model.HttpRequest, CompletionStage<HttpResponse>>
          handler) {
    return Binding.open(
            system,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            handler,
            Optional.empty())
        .toCompletableFuture()
        .join();
  }

  private static Socket connect(Binding to) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.localAddress().getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String ask(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    return readUntil(socket.getInputStream(), "hello");
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_connection_is_kept_for_the_next_request_and_closed_when_asked() throws IOException {
    try (Socket socket = connect(binding)) {
      assertThat(ask(socket, "GET /hello HTTP/1.1\nHost: x\n\n")).startsWith("HTTP/1.1 200");
      assertThat(ask(socket, "GET /hello HTTP/1.1\nHost: x\n\n")).startsWith("HTTP/1.1 200");
      ask(socket, "GET /hello HTTP/1.1\nHost: x\nConnection: close\n\n");
      assertThat(all(socket)).as("end of the connection").isEmpty();
    }
  }

  @Test
  void requests_sent_in_one_go_are_answered_in_order() throws IOException {
    try (Socket socket = connect(binding)) {
      String two =
          "GET /who HTTP/1.1\nHost: x\n\nGET /hello HTTP/1.1\nHost: x\nConnection: close\n\n";
      String answers = ask(socket, two);
      assertThat(answers).contains("127.0.0.1:" + socket.getLocalPort());
      assertThat(answers.indexOf("127.0.0.1")).isLessThan(answers.lastIndexOf("HTTP/1.1 200"));
    }
  }

  @Test
  void a_head_that_comes_byte_by_byte_is_read() throws IOException {
    try (Socket socket = connect(binding)) {
      socket.setTcpNoDelay(true);
      for (byte next : bytes("GET /hello HTTP/1.1\nHost: x\n\n")) {
        socket.getOutputStream().write(next);
      }
      assertThat(readUntil(socket.getInputStream(), "hello")).startsWith("HTTP/1.1 200");
    }
  }

  private static byte[] bytes(String piece) {
    return piece.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void head_has_no_body() throws IOException {
    try (Socket socket = connect(binding)) {
      socket.getOutputStream().write(bytes("HEAD /hello HTTP/1.1\nHost: x\nConnection: close\n\n"));
      assertThat(all(socket)).contains("Content-Length: 5").endsWith("\r\n\r\n");
    }
  }

  @Test
  void large_bodies_go_both_ways() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI uri = URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
    byte[] megabytes = new byte[20_000_000];
    HttpRequest chunked =
        HttpRequest.newBuilder(uri.resolve("/length"))
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(megabytes)))
            .build();
    assertThat(client.send(chunked, BodyHandlers.ofString()).body()).isEqualTo("20000000");
    HttpRequest large = HttpRequest.newBuilder(uri.resolve("/large")).build();
    assertThat(client.send(large, BodyHandlers.ofByteArray()).body()).hasSize(5_000_000);
    client.close();
  }

  @Test
  void who_waits_for_nothing_too_long_is_let_go() throws IOException {
    ActorTestKit impatient =
        ActorTestKit.create(
            "impatient",
            ConfigFactory.parseString("pekko.http.server.idle-timeout = 3s")
                .withFallback(ConfigFactory.defaultReference()));
    Binding brief = open(impatient.system(), routes().handler(impatient.system()));
    try (Socket socket = connect(brief)) {
      ask(socket, "GET /hello HTTP/1.1\nHost: x\n\n");
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isOver(socket));
    } finally {
      impatient.shutdownTestKit();
    }
  }

  @Test
  void beyond_the_limit_connections_wait_and_are_then_served() throws IOException {
    Binding full = open(routes());
    Socket[] idle = new Socket[20];
    for (int i = 0; i < idle.length; i++) {
      idle[i] = connect(full);
    }
    try (Socket late = connect(full)) {
      late.getOutputStream().write(bytes("GET /hello HTTP/1.1\nHost: x\n\n"));
      late.setSoTimeout(300);
      assertThatThrownBy(() -> late.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      for (Socket socket : idle) {
        socket.close();
      }
      late.setSoTimeout(10_000);
      assertThat(readUntil(late.getInputStream(), "hello")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void who_leaves_answers_what_was_asked_and_ends_the_rest() throws Exception {
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    Binding leaving =
        open(
            request -> {
              if (request.getUri().path().equals("/slow")) {
                asked.complete(null);
                return answer;
              }
              return CompletableFuture.completedFuture(HttpResponse.create().withEntity("hello"));
            });
    try (Socket idle = connect(leaving);
        Socket slow = connect(leaving)) {
      ask(idle, "GET / HTTP/1.1\nHost: x\n\n");
      slow.getOutputStream().write(bytes("GET /slow HTTP/1.1\nHost: x\n\n"));
      asked.orTimeout(10, TimeUnit.SECONDS).join();
      leaving.unbind().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
      CompletableFuture<Done> drained = leaving.drain(GRACE).toCompletableFuture();
      assertThat(all(idle)).isEmpty();
      assertThat(drained).isNotDone();
      answer.complete(HttpResponse.create().withEntity("done"));
      assertThat(all(slow)).contains("Connection: close").endsWith("done");
      drained.orTimeout(10, TimeUnit.SECONDS).join();
    }
    assertThatThrownBy(() -> connect(leaving).close()).isInstanceOf(IOException.class);
  }

  @Test
  void what_is_not_answered_in_time_is_cut() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    Binding leaving =
        open(
            _ -> {
              asked.complete(null);
              return new CompletableFuture<>();
            });
    try (Socket slow = connect(leaving)) {
      slow.getOutputStream().write(bytes("GET /slow HTTP/1.1\nHost: x\n\n"));
      asked.orTimeout(10, TimeUnit.SECONDS).join();
      leaving.unbind().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
      leaving
          .drain(Duration.ofMillis(100))
          .toCompletableFuture()
          .orTimeout(10, TimeUnit.SECONDS)
          .join();
      Awaitility.await().until(() -> isOver(slow));
    }
  }

  private static boolean isOver(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
