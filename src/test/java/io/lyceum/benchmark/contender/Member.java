package io.lyceum.benchmark.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a peer, whatever its wire: somebody in a room. */
abstract class Member implements WebSocket.Listener {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Something the server has sent to the whole room. */
  record Heard(String op, JsonNode json) {}

  private final StringBuilder partial = new StringBuilder();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** Connects to one of the server's processes and joins the room. */
  static Member join(Contender contender, String address, String room, String user) {
    Member member =
        contender.wire() == Contender.Wire.SOCKETIO ? new SocketIoMember() : new PlainMember();
    WebSocket socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + address + member.path()), member)
            .join();
    member.greet(socket);
    member.socket = socket;
    member.ask("join", Map.of("room", room, "user", user)).join();
    return member;
  }

  @SuppressWarnings("NullAway.Init") // set before anybody sees the member
  private WebSocket socket;

  abstract String path();

  /** What has to be done before the first request. */
  abstract void greet(WebSocket socket);

  /** A request as text. */
  abstract String request(String op, String id, ObjectNode fields);

  /** What the server has sent. */
  abstract void onText(WebSocket socket, String text);

  /** Says something in a room; the answer is the acknowledgement. */
  CompletableFuture<JsonNode> post(String room, String text) {
    return ask("post", Map.of("room", room, "text", text));
  }

  void signal(String room, String text) {
    var _ = ask("signal", Map.of("room", room, "text", text));
  }

  /** All of this kind so far. */
  List<JsonNode> heard(String op) {
    return heard.stream().filter(h -> h.op().equals(op)).map(Heard::json).toList();
  }

  private synchronized CompletableFuture<JsonNode> ask(String op, Map<String, String> fields) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    String id = Integer.toString(asked.incrementAndGet());
    answers.put(id, answer);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    fields.forEach(json::put);
    socket.sendText(request(op, id, json), true).join();
    return answer.orTimeout(20, TimeUnit.SECONDS);
  }

  void hear(String op, JsonNode json) {
    heard.add(new Heard(op, json));
  }

  void answer(String id, JsonNode json) {
    CompletableFuture<JsonNode> waiting = answers.remove(id);
    if (waiting != null) {
      waiting.complete(json);
    }
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      onText(from, partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }
}
