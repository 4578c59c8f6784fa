package io.lyceum.simulation;

import io.lyceum.core.TopicId;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.frame.Replay;
import io.lyceum.topic.journal.RecordCodec;
import java.util.ArrayList;
import java.util.List;

/** Everything of one run. */
final class World {
  private static final int NODES = 3;

  private final Machine machine;
  private final Network network;
  private final PaperJournal journal;
  private final PaperSystem system;
  private final TopicKinds kinds;
  private final Replay replay;
  private final Regions regions;
  private final Checker checker;
  private final RecordCodec<Drill.State, Drill.Event> codec;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Person> people = new ArrayList<>();
  private final List<String> topics = List.of("drill:room", "drill:hall", "drill:yard");
  private final double calm;
  private int sessions;
  private int births;

  World(long seed, Sabotage sabotage) {
    this.machine = new Machine(seed);
    this.network = new Network(machine);
    this.journal = sabotage.journal(machine);
    this.codec = new RecordCodec<>(DrillFrames.kind().journal());
    this.checker = new Checker(this);
    journal.watchedBy(checker);
    machine.connect(network, node -> node != null && isFrozen(node));
    this.system = new PaperSystem(machine, journal);
    this.kinds = new TopicKinds(List.of(sabotage.kind()));
    this.replay = new Replay(kinds, journal, Figures.NO_CACHE);
    this.regions = new Regions(this, sabotage.kind());
    network.onEnded(regions::ended);
    network.sabotage(sabotage);
    this.calm = 1 + machine.random.nextInt(8);
    for (int i = 0; i < NODES; i++) {
      nodes.add(newNode());
    }
    addPerson("teacher1", "a", sabotage);
    for (int i = 0; i < 4; i++) {
      addPerson("pupil" + i, "b" + i, sabotage);
    }
    // The same person in a second window.
    addPerson("pupil0", "c", sabotage);
  }

  private void addPerson(String user, String tag, Sabotage sabotage) {
    people.add(new Person(this, user, tag, sabotage::client));
  }

  Node newNode() {
    return new Node(this, "n" + ++births);
  }

  Machine machine() {
    return machine;
  }

  Network network() {
    return network;
  }

  PaperJournal journal() {
    return journal;
  }

  PaperSystem system() {
    return system;
  }

  TopicKinds kinds() {
    return kinds;
  }

  Replay replay() {
    return replay;
  }

  Regions regions() {
    return regions;
  }

  Checker checker() {
    return checker;
  }

  RecordCodec<Drill.State, Drill.Event> codec() {
    return codec;
  }

  List<Node> nodes() {
    return nodes;
  }

  List<Person> people() {
    return people;
  }

  List<String> topics() {
    return topics;
  }

  TopicId topic(String wire) {
    return TopicId.parse(Figures.SCHOOL, wire).orElseThrow();
  }

  /** The larger, the less people do. */
  double calm() {
    return calm;
  }

  int nextSession() {
    return ++sessions;
  }

  /** A node that lives; one is never killed. */
  Node anyNode() {
    List<Node> living = nodes.stream().filter(Node::isAlive).toList();
    return living.get(machine.random.nextInt(living.size()));
  }

  private boolean isFrozen(String name) {
    for (Node node : nodes) {
      if (node.name.equals(name)) {
        return node.isFrozen();
      }
    }
    return false;
  }
}
