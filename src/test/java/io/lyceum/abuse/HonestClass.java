package io.lyceum.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Three people who chat in a class at a steady rate, and how long each message takes from its
 * intended time of sending to each of them.
 */
final class HonestClass implements AutoCloseable {
  private static final String CHAT = "chat:class-demo-class";
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(25);
  private static final String STAMP = "at ";

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Seat> seats = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();

  /** One person's socket. */
  private final class Seat implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      long now = System.nanoTime();
      partial.append(data);
      if (last) {
        partial.toString().lines().forEach(line -> heard(line, now));
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void heard(String line, long now) {
      JsonNode frame = read(line);
      String text = frame.at("/data/text").asText();
      switch (TestSocket.op(frame)) {
        case "subscribed" -> ready.complete(null);
        case "error", "bye" -> refused.incrementAndGet();
        case "event" -> {
          if (text.startsWith(STAMP)) {
            latencies.add(now - Long.parseLong(text.substring(STAMP.length())));
          }
        }
        default -> {}
      }
    }
  }

  private final List<WebSocket> sockets = new ArrayList<>();

  private HonestClass(int port) {
    int number = 1;
    for (String name : List.of("teacher", "ada", "bob")) {
      Seat seat = new Seat();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("lyceum.v1.json")
              .header("X-Forwarded-For", "198.51.100." + number++)
              .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/socket"), seat)
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
      String token = RestClient.stranger(port).signedIn(name).token();
      send(socket, Map.of("op", "hello", "token", token));
      send(socket, Map.of("op", "subscribe", "id", "s", "topic", CHAT));
      seat.ready.orTimeout(10, TimeUnit.SECONDS).join();
      seats.add(seat);
      sockets.add(socket);
    }
  }

  static HonestClass open(int port) {
    return new HonestClass(port);
  }

  /** Chats that long; everything must arrive. Milliseconds. */
  double p99(Duration window) {
    latencies.clear();
    int before = refused.get();
    long start = System.nanoTime();
    int sent = 0;
    for (long due = start; due - start < window.toNanos(); due += BETWEEN) {
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      send(
          sockets.get(sent % sockets.size()),
          Map.of(
              "op",
              "command",
              "id",
              TestSocket.newId(),
              "topic",
              CHAT,
              "type",
              "message:send",
              "data",
              Map.of("text", STAMP + due)));
      sent++;
    }
    int expected = sent * seats.size();
    Awaitility.await("every honest message at every honest person")
        .atMost(Duration.ofSeconds(20))
        .until(() -> latencies.size() == expected);
    if (refused.get() != before) {
      throw new AssertionError("an honest person was refused");
    }
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6;
  }

  private static void send(WebSocket socket, Object frame) {
    socket.sendText(Json.write(frame), true).orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static JsonNode read(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    client.close();
  }
}
