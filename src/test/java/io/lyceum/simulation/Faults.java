package io.lyceum.simulation;

import java.util.List;

/** What goes wrong, when, and for how long. */
final class Faults {
  private enum Fault {
    SOCKET_BREAKS,
    SLOW_CLIENT,
    CLIENT_RESTARTS,
    MESSAGES_LOST,
    NODES_CUT,
    NODE_KILLED,
    NODE_FROZEN,
    CLOCK_JUMPS,
    TOPIC_MOVES,
    ENTITY_LOST,
    TWO_WRITERS,
    JOURNAL_FAILS,
    JOURNAL_DOUBTFUL,
    JOURNAL_SILENT,
    JOURNAL_UNREADABLE
  }

  static final int KINDS = Fault.values().length;

  private final World world;
  private final Machine machine;
  private boolean over;

  Faults(World world) {
    this.world = world;
    this.machine = world.machine();
  }

  void begin() {
    machine.after(machine.between(500, 3_000), this::next);
  }

  private void next() {
    if (!over) {
      Fault fault = Fault.values()[machine.random.nextInt(Fault.values().length)];
      world.network().note("fault", fault + " on all of drill: pupil teacher");
      world.checker().tally().faults.merge(fault.name(), 1, Integer::sum);
      strike(fault);
      machine.after(machine.between(100, 4_000), this::next);
    }
  }

  private void strike(Fault fault) {
    Node node = world.anyNode();
    Person person = pick(world.people());
    Connection connection = person.connection();
    long span = machine.between(500, machine.chance(0.2) ? 20_000 : 4_000);
    switch (fault) {
      case SOCKET_BREAKS -> {
        if (connection != null) {
          connection.breakFor(machine.chance(0.6), machine.chance(0.6));
        }
      }
      case SLOW_CLIENT -> {
        if (connection != null) {
          connection.slow(span);
        }
      }
      case CLIENT_RESTARTS -> person.restart();
      case MESSAGES_LOST -> {
        world.network().lose(machine.random.nextDouble() * 0.4);
        machine.after(span, () -> world.network().lose(0));
      }
      case NODES_CUT -> {
        String other = world.anyNode().name;
        world.network().cut(node.name, other);
        machine.after(span, () -> world.network().join(node.name, other));
      }
      case NODE_KILLED -> kill(node);
      case NODE_FROZEN -> node.freeze(machine.between(200, 8_000));
      case CLOCK_JUMPS -> node.skew(machine.between(-1_500, 1_500));
      case TOPIC_MOVES -> world.regions().move(world.topic(pick(world.topics())));
      case ENTITY_LOST -> world.regions().kill(world.topic(pick(world.topics())));
      case TWO_WRITERS -> world.regions().split(world.topic(pick(world.topics())));
      case JOURNAL_FAILS -> weather(new PaperJournal.Weather(0.5, 0, 0, 0.2), span);
      case JOURNAL_DOUBTFUL -> weather(new PaperJournal.Weather(0.1, 0.5, 0, 0), span);
      case JOURNAL_SILENT -> weather(new PaperJournal.Weather(0.1, 0.1, 0.4, 0), span);
      case JOURNAL_UNREADABLE -> weather(new PaperJournal.Weather(0, 0, 0, 0.7), span);
    }
  }

  private void weather(PaperJournal.Weather weather, long span) {
    world.journal().weather(weather);
    machine.after(span, () -> world.journal().weather(PaperJournal.Weather.FAIR));
  }

  private void kill(Node node) {
    if (world.nodes().stream().filter(Node::isAlive).count() < 2) {
      return;
    }
    node.die();
    for (Person person : world.people()) {
      Connection connection = person.connection();
      if (connection != null && connection.node() == node) {
        connection.breakFor(false, machine.chance(0.7));
      }
    }
    machine.after(
        machine.between(300, 6_000),
        () -> {
          node.bury();
          machine.after(
              machine.between(100, 3_000),
              () -> {
                world.nodes().remove(node);
                world.nodes().add(world.newNode());
              });
        });
  }

  /** Nothing is wrong any more, and nothing new will be. */
  void end() {
    over = true;
    world.network().heal();
    world.journal().weather(PaperJournal.Weather.FAIR);
    world.regions().reunite();
    world.nodes().forEach(node -> node.freeze(0));
    world.nodes().forEach(node -> node.skew(0));
    world.network().note("fault", "all is healed: drill: pupil teacher");
  }

  private <T> T pick(List<T> from) {
    return from.get(machine.random.nextInt(from.size()));
  }
}
