package io.lyceum.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.testkit.client.ClientEffect;
import io.lyceum.testkit.client.ClientMachine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Somebody at a client: does what comes to mind, reconnects when the client says so. */
final class Person {
  private static final long TICK_MS = 250;

  /** Makes a client; tests with a client that errs give another. */
  interface Maker {
    ClientMachine client(String user, LongFunction<String> ids, java.util.random.RandomGenerator r);
  }

  final String user;
  final String tag;
  private final World world;
  private final Machine machine;
  private final Maker maker;
  private final TreeSet<String> wanted = new TreeSet<>();
  private ClientMachine client;
  private String life;
  private int lives;
  private int said;
  private int ids;
  private boolean quiet;
  private @Nullable Connection connection;

  Person(World world, String user, String tag, Maker maker) {
    this.world = world;
    this.machine = world.machine();
    this.user = user;
    this.tag = tag;
    this.maker = maker;
    this.life = tag + ".0";
    this.client = maker.client(user, this::id, machine.random);
  }

  void begin() {
    for (String topic : world.topics()) {
      if (machine.chance(0.7)) {
        want(topic);
      }
    }
    machine.after(machine.between(0, 300), this::connect);
    machine.after(machine.between(0, TICK_MS), this::tick);
  }

  /** Whose memory the checker compares with what comes. */
  String life() {
    return life;
  }

  ClientMachine client() {
    return client;
  }

  @Nullable Connection connection() {
    return connection;
  }

  Set<String> wanted() {
    return wanted;
  }

  /** From now on only what is under way is finished. */
  void beQuiet() {
    quiet = true;
  }

  /** The page is loaded anew: all it knew is forgotten, also what was still to be sent. */
  void restart() {
    Connection old = connection;
    if (old != null) {
      old.breakFor(machine.chance(0.5), false);
      connection = null;
    }
    life = tag + '.' + ++lives;
    said = 0;
    client = maker.client(user, this::id, machine.random);
    wanted.forEach(topic -> apply(client.subscribe(topic, ms())));
    machine.after(machine.between(100, 1_000), this::connect);
  }

  private void connect() {
    if (connection != null) {
      return;
    }
    Node node = world.anyNode();
    apply(client.opening(ms()));
    if (!node.isAlive()) {
      machine.after(machine.between(100, 1_000), () -> apply(client.closed(ms())));
      return;
    }
    Connection opened = new Connection(world, this, node, "s" + world.nextSession());
    connection = opened;
    machine.after(
        machine.between(1, 50),
        () -> {
          if (opened.equals(connection)) {
            apply(client.opened(ms()));
          }
        });
  }

  void text(Connection from, String text) {
    if (from.equals(connection)) {
      machine.mix(text.hashCode());
      world.network().note(life, text);
      apply(client.text(text, ms()));
    }
  }

  void closed(Connection which) {
    if (which.equals(connection)) {
      connection = null;
      apply(client.closed(ms()));
    }
  }

  private void tick() {
    apply(client.tick(ms()));
    if (!quiet) {
      act();
    }
    machine.after(TICK_MS * Machine.MS, this::tick);
  }

  private void act() {
    double mood = machine.random.nextDouble() * world.calm();
    if (wanted.isEmpty() || mood > 1) {
      return;
    }
    List<String> topics = List.copyOf(wanted);
    String topic = topics.get(machine.random.nextInt(topics.size()));
    String other = "pupil" + machine.random.nextInt(4);
    boolean teacher = user.startsWith("teacher");
    if (mood < 0.55) {
      command(topic, "say", text());
    } else if (mood < 0.62) {
      command(topic, "whisper", text());
    } else if (mood < 0.67) {
      command(topic, "point", object().put("x", machine.random.nextInt(1000)));
    } else if (mood < 0.73) {
      command(topic, "touch", object());
    } else if (mood < 0.83) {
      command(topic, "answer", text());
    } else if (mood < 0.87 && teacher) {
      command(topic, "ask", object().put("seconds", 1 + machine.random.nextInt(6)));
    } else if (mood < 0.91 && teacher) {
      command(topic, "ban", object().put("user", other));
    } else if (mood < 0.97 && teacher) {
      command(topic, "admit", object().put("user", other));
    } else if (mood < 0.93) {
      wanted.remove(topic);
      apply(client.unsubscribe(topic));
    } else if (mood > 0.97) {
      world.topics().stream().filter(t -> !client.topics().contains(t)).forEach(this::want);
    }
  }

  /**
   * Tries again what it was refused, and says one more thing everywhere: what an idle entity has
   * not noticed, the next write shows it.
   */
  void lastWords() {
    wanted.forEach(topic -> command(topic, "say", text()));
    List.copyOf(wanted).stream().filter(t -> !client.topics().contains(t)).forEach(this::want);
  }

  private void want(String topic) {
    wanted.add(topic);
    world.checker().begins(this, topic);
    apply(client.subscribe(topic, ms()));
  }

  private void command(String topic, String type, JsonNode data) {
    said++;
    apply(client.command(topic, type, data, ms()));
  }

  private ObjectNode text() {
    return object().put("text", life + "#" + (said + 1));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void apply(List<ClientEffect> effects) {
    for (ClientEffect effect : effects) {
      switch (effect) {
        case ClientEffect.Send(String text) -> {
          machine.mix(text.hashCode());
          world.network().note(life, text);
          Connection to = connection;
          if (to != null) {
            to.send(text);
          }
        }
        case ClientEffect.Hang _ -> {
          Connection old = connection;
          connection = null;
          if (old != null) {
            old.breakFor(machine.chance(0.7), false);
          }
        }
        case ClientEffect.ConnectAt(long at) ->
            machine.after((at - ms()) * Machine.MS, this::connect);
        default -> world.checker().told(this, effect);
      }
    }
  }

  private long ms() {
    return machine.nanos() / Machine.MS;
  }

  /** A UUIDv7 whose tail names its maker. */
  private String id(long serverMs) {
    long high = serverMs << 16 | 0x7000 | (ids & 0xfff);
    return new UUID(high, 0x8000_0000_0000_0000L | (long) tag.hashCode() << 24 | ids++).toString();
  }
}
