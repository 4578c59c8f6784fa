package io.lyceum.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.lyceum.faults.check.Line;
import io.lyceum.platform.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process full of clients. It is told what to do by lines on its standard input: {@code rate N}
 * (messages a second, all clients together), {@code storm on|off}, {@code stall N} (so many clients
 * stop reading), {@code quiet} (send no more, say "quiet" when all is answered) and {@code finish
 * {room: head}} (wait to be level, note it, end).
 */
public final class ClientMain {
  private static final int WAITING_PER_CLIENT = 4;
  private static final ObjectWriter WRITER = Json.MAPPER.writerFor(Line.class);

  private final Loop loop = new Loop();
  private final Random random = new Random(1);
  private final Storm storm = new Storm(loop, random);
  private final List<Tab> clients = new ArrayList<>();
  private final BufferedWriter log;
  private double rate;
  private double credit;
  private double tickedAt = Tab.now();
  private boolean quiet;

  private ClientMain(Cast cast) throws IOException {
    this.log = Files.newBufferedWriter(Path.of(cast.log()));
    for (Cast.Player player : cast.players()) {
      clients.add(new Tab(loop, cast, player, this::write, storm, random));
    }
  }

  /** Takes the file with the {@link Cast}. */
  public static void main(String[] arguments) throws IOException {
    Cast cast = Json.MAPPER.readValue(Path.of(arguments[0]).toFile(), Cast.class);
    ClientMain main = new ClientMain(cast);
    main.start();
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      orders.lines().forEach(order -> main.loop.execute(() -> main.obey(order)));
    }
    // Whoever gave the orders is gone.
    System.exit(1);
  }

  private void start() {
    // Not all in one moment: this is not a test of the accept queue.
    long step = 0;
    for (Tab client : clients) {
      loop.after(step++ * 2, client::open);
    }
    // A herd is quiet; looking after it often would be all that this process does.
    long every = clients.size() > 1_000 ? 250 : 20;
    loop.every(every, this::tick);
    loop.every(200, this::flush);
  }

  private void obey(String order) {
    String[] words = order.split(" ", 2);
    switch (words[0]) {
      case "rate" -> {
        rate = Double.parseDouble(words[1]);
        quiet = false;
      }
      case "storm" -> storm.blow(words[1].equals("on"));
      case "stall" -> {
        int stalled = Integer.parseInt(words[1]);
        for (int i = 0; i < clients.size(); i++) {
          clients.get(i).read(i >= stalled);
        }
      }
      case "quiet" -> {
        rate = 0;
        quiet = true;
      }
      case "finish" -> finish(words[1]);
      default -> throw new IllegalArgumentException(order);
    }
  }

  private void tick() {
    double now = Tab.now();
    credit = Math.min(rate, credit + rate * (now - tickedAt) / 1_000);
    tickedAt = now;
    while (credit >= 1) {
      credit--;
      Tab speaker = clients.get(random.nextInt(clients.size()));
      if (speaker.waiting() < WAITING_PER_CLIENT) {
        List<String> rooms = speaker.rooms();
        speaker.say(rooms.get(random.nextInt(rooms.size())));
      }
    }
    clients.forEach(Tab::tick);
    if (quiet && clients.stream().allMatch(client -> client.waiting() == 0)) {
      quiet = false;
      say("quiet");
    }
  }

  private void finish(String heads) {
    try {
      JsonNode wanted = Json.parse(heads);
      double deadline = Tab.now() + 60_000;
      loop.every(
          50,
          () -> {
            if (Tab.now() > deadline || clients.stream().allMatch(c -> level(c, wanted))) {
              end();
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean level(Tab client, JsonNode heads) {
    return client.rooms().stream().allMatch(r -> client.level(r) >= heads.path(r).asLong());
  }

  private void end() {
    clients.forEach(Tab::end);
    flush();
    say("finished");
    Runtime.getRuntime().halt(0);
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }

  private void write(Line line) {
    try {
      log.write(WRITER.writeValueAsString(line));
      log.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flush() {
    try {
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
