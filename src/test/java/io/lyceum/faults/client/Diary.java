package io.lyceum.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.faults.check.Line;
import io.lyceum.faults.check.Line.What;
import io.lyceum.testkit.client.ClientEffect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to one client, and remembers how far it is in each room. */
final class Diary {
  private final String name;
  private final Consumer<Line> log;
  private final Map<Integer, String> keys = new HashMap<>();
  private final Map<String, Long> level = new HashMap<>();

  /** From where this socket has asked for each room. */
  private final Map<String, Set<Long>> asked = new HashMap<>();

  private int sent;

  Diary(String name, Consumer<Line> log) {
    this.name = name;
    this.log = log;
  }

  /** The last seq it has of a room, 0 for none. */
  long level(String room) {
    return level.getOrDefault(room, 0L);
  }

  /** A message is about to be sent; gives what it shall say. */
  String invoke(String room, double now) {
    String key = name + "/" + ++sent;
    keys.put(sent, key);
    write(now, What.INVOKE, room, key, 0, null);
    return key;
  }

  /** A frame as it came, before the client has looked at it: what comes twice must show. */
  void received(JsonNode frame, double now) {
    if (frame.path("op").asText().equals("event")) {
      boolean message = frame.path("type").asText().equals("message:new");
      String room = frame.path("topic").asText();
      long seq = frame.path("seq").asLong();
      write(now, What.RECV, room, message ? frame.at("/data/text").asText() : "", seq, null);
      level.merge(room, seq, Math::max);
    } else if (frame.path("recovered").asBoolean()) {
      resumed(frame.path("topic").asText(), frame.path("seq").asLong(), now);
    }
  }

  /** Only what was asked for excuses that something comes again. */
  private void resumed(String room, long seq, double now) {
    boolean wanted = asked.getOrDefault(room, Set.of()).contains(seq);
    write(now, What.RESUME, room, null, wanted ? seq : level(room), null);
  }

  private void sent(JsonNode frame) {
    frame.path("resume").properties().forEach(room -> ask(room.getKey(), room.getValue().asLong()));
    if (frame.path("op").asText().equals("subscribe") && frame.has("after")) {
      ask(frame.path("topic").asText(), frame.path("after").asLong());
    }
  }

  private void ask(String room, long after) {
    asked.computeIfAbsent(room, _ -> new HashSet<>()).add(after);
  }

  /** What the client says about it. */
  void told(ClientEffect effect, double now) {
    switch (effect) {
      case ClientEffect.Opened(String room, long seq, boolean recovered, _) -> {
        if (!recovered) {
          level.put(room, seq);
          write(now, What.RESET, room, null, seq, null);
        }
      }
      case ClientEffect.Acknowledged(String room, _, int number, long seq) ->
          write(now, What.OK, room, keys.remove(number), seq, null);
      case ClientEffect.Refused(String room, _, int number, String code, boolean doubtful) ->
          write(now, doubtful ? What.INFO : What.FAIL, room, keys.remove(number), 0, code);
      case ClientEffect.Ended(String room, String code) ->
          write(now, What.CLOSE, room, null, 0, code);
      case ClientEffect.ConnectAt _ -> {
        asked.clear();
        write(now, What.CLOSE, "", null, 0, null);
      }
      case ClientEffect.Send(String text) -> sent(Tab.parse(text));
      case ClientEffect.Hang _ -> {}
      case ClientEffect.Given _, ClientEffect.Hole _, ClientEffect.Present _ -> {}
    }
  }

  void connected(double now) {
    write(now, What.CONNECT, "", null, 0, null);
  }

  /** Notes how far it has come. */
  void end(double now) {
    level.forEach((room, seq) -> write(now, What.LEVEL, room, null, seq, null));
  }

  private void write(
      double now, What what, String room, @Nullable String key, long seq, @Nullable String code) {
    log.accept(new Line(now, what, name, room, key, seq, code));
  }
}
