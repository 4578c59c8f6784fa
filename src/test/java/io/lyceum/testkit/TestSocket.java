package io.lyceum.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A bare client of the wire protocol: sends what it is told, keeps every frame, helps with nothing.
 */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<JsonNode> frames = Collections.synchronizedList(new ArrayList<>());
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile boolean reading = true;

  @SuppressWarnings("NullAway.Init") // set before anybody sees the client
  private volatile WebSocket socket;

  private TestSocket() {}

  /** Opens a socket on loopback without a word. */
  public static TestSocket open(int port) {
    return open(port, Map.of());
  }

  /** The same with more headers; fails with a {@code CompletionException} when refused. */
  public static TestSocket open(int port, Map<String, String> headers) {
    TestSocket client = new TestSocket();
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder().subprotocols("lyceum.v1.json");
    headers.forEach(builder::header);
    client.socket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/socket"), client)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    return client;
  }

  /** Opens a socket and says hello. */
  public static TestSocket hello(int port, String token) {
    TestSocket client = open(port);
    client.send(Map.of("op", "hello", "token", token));
    client.await(f -> op(f).equals("welcome"));
    return client;
  }

  public TestSocket send(Object frame) {
    return sendText(Json.write(frame));
  }

  public synchronized TestSocket sendText(String text) {
    socket.sendText(text, true).orTimeout(10, TimeUnit.SECONDS).join();
    return this;
  }

  /** Sends one message in pieces. */
  public synchronized void sendInPieces(String... pieces) {
    for (int i = 0; i < pieces.length; i++) {
      socket.sendText(pieces[i], i == pieces.length - 1).orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  public synchronized void sendBinary(byte[] bytes) {
    socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
  }

  /** Subscribes and waits for the answer. */
  public JsonNode subscribe(String topic) {
    int before = frames.size();
    send(Map.of("op", "subscribe", "id", "s" + before, "topic", topic));
    return await(before, f -> f.path("id").asText().equals("s" + before));
  }

  /** Subscribes to what came after {@code after} and waits for the answer. */
  public JsonNode subscribe(String topic, long after) {
    int before = frames.size();
    send(Map.of("op", "subscribe", "id", "s" + before, "topic", topic, "after", after));
    return await(before, f -> f.path("id").asText().equals("s" + before));
  }

  /** Sends a command under a fresh id and waits for its answer. */
  public JsonNode command(String topic, String type, Map<String, ?> data) {
    return command(newId(), topic, type, data);
  }

  public JsonNode command(String id, String topic, String type, Map<String, ?> data) {
    int before = frames.size();
    post(id, topic, type, data);
    return await(before, f -> f.path("id").asText().equals(id));
  }

  /** Sends a command without waiting. */
  public void post(String id, String topic, String type, Map<String, ?> data) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    frame.put("op", "command").put("id", id).put("topic", topic).put("type", type);
    frame.set("data", Json.MAPPER.valueToTree(data));
    sendText(frame.toString());
  }

  public static String newId() {
    return Generators.timeBasedEpochRandomGenerator().generate().toString();
  }

  public List<JsonNode> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  /** The events of a topic so far, in order of arrival. */
  public List<JsonNode> events(String topic) {
    return frames().stream()
        .filter(f -> op(f).equals("event") && f.path("topic").asText().equals(topic))
        .toList();
  }

  /** Waits for a frame, past or to come. */
  public JsonNode await(Predicate<JsonNode> wanted) {
    return await(0, wanted);
  }

  /** Waits for an event of this type. */
  public JsonNode awaitEvent(String type) {
    return await(f -> op(f).equals("event") && f.path("type").asText().equals(type));
  }

  /** Waits for a frame from the given position on. */
  public JsonNode await(int from, Predicate<JsonNode> wanted) {
    List<JsonNode> found = new ArrayList<>();
    int[] next = {from};
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              boolean over = closed.isDone();
              for (; next[0] < frames.size() && found.isEmpty(); next[0]++) {
                if (wanted.test(frames.get(next[0]))) {
                  found.add(frames.get(next[0]));
                }
              }
              if (over && found.isEmpty()) {
                throw new IllegalStateException("the socket was closed; it got " + frames());
              }
              return !found.isEmpty();
            });
    return found.getFirst();
  }

  /** Waits until so many events of a topic have come. */
  public List<JsonNode> awaitEvents(String topic, int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> events(topic).size() >= count);
    return events(topic);
  }

  /** Waits for the server's close and gives the code. */
  public int awaitClose() {
    return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Stops reading: the server's writes pile up in the connection. */
  public void stopReading() {
    reading = false;
  }

  public void readOn() {
    reading = true;
    socket.request(1);
  }

  /** Drops the connection without a closing handshake, as a dying phone does. */
  public void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  public static String op(JsonNode frame) {
    return frame.path("op").asText();
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      partial.toString().lines().forEach(this::keep);
      partial.setLength(0);
    }
    if (reading) {
      from.request(1);
    }
    return null;
  }

  private void keep(String line) {
    try {
      frames.add(Json.MAPPER.readTree(line));
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }
}
