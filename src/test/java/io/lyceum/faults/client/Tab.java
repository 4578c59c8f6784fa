package io.lyceum.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.faults.check.Line;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.client.ClientEffect;
import io.lyceum.testkit.client.ClientMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One tab of one person: the client's machine, its diary and its sockets, one after the other. */
final class Tab {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private final Loop loop;
  private final Cast cast;
  private final Storm storm;
  private final List<String> rooms;
  private final ClientMachine machine;
  private final Diary diary;
  private final Connection connection;
  private int node;
  private boolean online;

  Tab(
      Loop loop,
      Cast cast,
      Cast.Player player,
      Consumer<Line> log,
      Storm storm,
      RandomGenerator random) {
    this.loop = loop;
    this.cast = cast;
    this.storm = storm;
    this.rooms = player.rooms();
    // Clocks of one machine agree, so an id needs no correction by the server's time.
    this.machine = new ClientMachine(player.token(), _ -> IDS.generate().toString(), random);
    this.diary = new Diary(player.name(), log);
    this.node = random.nextInt(cast.nodes().size());
    this.connection = new Connection(loop, this::opened, this::text, this::closed);
    rooms.forEach(room -> apply(machine.subscribe(room, time())));
  }

  /** Milliseconds of the machine's monotonic clock. */
  static double now() {
    return System.nanoTime() / 1e6;
  }

  private static long time() {
    return (long) now();
  }

  List<String> rooms() {
    return rooms;
  }

  int waiting() {
    return machine.waiting();
  }

  long level(String room) {
    return diary.level(room);
  }

  /** While false nothing is taken from the socket: a tab that hangs. */
  void read(boolean on) {
    connection.read(on);
  }

  void open() {
    apply(machine.opening(time()));
    connection.open(cast.nodes().get(Math.floorMod(node++, cast.nodes().size())));
  }

  void say(String room) {
    String text = diary.invoke(room, now());
    JsonNode data = JsonNodeFactory.instance.objectNode().put("text", text);
    apply(machine.command(room, "message:send", data, time()));
  }

  void tick() {
    apply(machine.tick(time()));
  }

  void end() {
    diary.end(now());
  }

  private void opened() {
    apply(machine.opened(time()));
  }

  private void text(String text) {
    text.lines()
        .forEach(
            line -> {
              diary.received(parse(line), now());
              apply(machine.text(line, time()));
            });
    if (machine.isOnline() && !online) {
      diary.connected(now());
    }
    online = machine.isOnline();
  }

  private void closed() {
    apply(machine.closed(time()));
    online = false;
  }

  private void apply(List<ClientEffect> effects) {
    for (ClientEffect effect : effects) {
      diary.told(effect, now());
      switch (effect) {
        case ClientEffect.Send(String frame) -> storm.around(frame, connection::send);
        case ClientEffect.Hang _ -> connection.abort();
        case ClientEffect.ConnectAt(long at) -> loop.after(Math.max(0, at - time()), this::open);
        case ClientEffect.Opened _, ClientEffect.Given _, ClientEffect.Hole _ -> {}
        case ClientEffect.Present _, ClientEffect.Ended _ -> {}
        case ClientEffect.Acknowledged _, ClientEffect.Refused _ -> {}
      }
    }
  }

  static JsonNode parse(String line) {
    try {
      return Json.parse(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
