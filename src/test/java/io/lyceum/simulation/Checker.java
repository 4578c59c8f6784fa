package io.lyceum.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.testkit.client.ClientEffect;
import io.lyceum.topic.journal.StoredRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what everybody is told against the journal, at every step. */
final class Checker implements PaperJournal.Watcher {
  /** What one life of a client knows of one topic. */
  private static final class Memory {
    private long seq = -1;
    private final TreeMap<Integer, Long> acknowledged = new TreeMap<>();
    private Set<String> present = Set.of();
    private boolean knowsPresent;
  }

  private record Key(String life, String topic) {}

  private final World world;
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private final Map<Key, Memory> memories = new HashMap<>();

  /** By command id, which entity of the topic refused it; the next one does not know of it. */
  private final Map<String, Integer> refusals = new HashMap<>();

  private final Tally tally = new Tally();

  Checker(World world) {
    this.world = world;
  }

  Tally tally() {
    return tally;
  }

  void fail(String topic, String what) {
    throw new Violation(topic, what);
  }

  Ledger ledger(String topic) {
    return ledgers.computeIfAbsent(topic, t -> new Ledger(t, world.codec()));
  }

  @Override
  public void committed(String key, long seq, StoredRecord row) {
    String topic = key.substring(key.indexOf('|') + 1);
    world.network().note("journal", topic + ' ' + seq + ' ' + row.manifest() + row.json());
    world.machine().mix(row.json().hashCode());
    Ledger ledger = ledger(topic);
    String id = ledger.add(seq, row, refusals.keySet());
    Integer refusedBy = refusals.get(id);
    if (refusedBy != null && refusedBy == world.regions().generation(topic)) {
      fail(topic, "P5: " + id + " was refused for good and is written as " + seq);
    }
    tally.written++;
  }

  /** A socket hands a text to its transport: what it says must be durable by now. */
  void sent(Person to, String text) {
    if (text.contains("\"op\":\"ack\"") || text.contains("\"op\":\"event\"")) {
      for (String line : text.split("\n", -1)) {
        JsonNode frame = Ledger.json(line);
        String topic = frame.path("topic").asText();
        if (frame.path("op").asText().equals("ack") && frame.has("seq")) {
          long seq = frame.path("seq").asLong();
          if (ledger(topic).seqOf(frame.path("id").asText()) != seq) {
            fail(topic, "P1: " + to.life() + " is told " + line + ", which is not in the journal");
          }
        } else if (frame.path("op").asText().equals("event")
            && frame.path("seq").asLong() > ledger(topic).head()) {
          fail(topic, "P1: " + to.life() + " is shown " + line + ", which is not in the journal");
        }
      }
    }
  }

  /** A person subscribes with nothing in hand. */
  void begins(Person person, String topic) {
    memory(person, topic).seq = -1;
  }

  /** What a client tells its application. */
  void told(Person person, ClientEffect effect) {
    switch (effect) {
      case ClientEffect.Opened opened -> opened(person, opened);
      case ClientEffect.Given given -> given(person, given);
      case ClientEffect.Hole(String topic, long had, long prev, long seq) ->
          fail(topic, "P4: hole at " + person.life() + ": had " + had + ", " + prev + '<' + seq);
      case ClientEffect.Present(String topic, Set<String> users) -> {
        memory(person, topic).present = users;
        memory(person, topic).knowsPresent = true;
      }
      case ClientEffect.Acknowledged acknowledged -> acknowledged(person, acknowledged);
      case ClientEffect.Refused refused -> refused(person, refused);
      case ClientEffect.Ended(String topic, String code) -> {
        tally.ended++;
        if (!code.equals("forbidden")) {
          fail(topic, person.life() + " was sent away with " + code);
        }
      }
      default -> throw new IllegalStateException("not for an application: " + effect);
    }
  }

  private void opened(Person person, ClientEffect.Opened opened) {
    Ledger ledger = ledger(opened.topic());
    Memory memory = memory(person, opened.topic());
    if (opened.seq() > ledger.head() || opened.seq() < memory.seq) {
      fail(opened.topic(), "P4: " + person.life() + " had " + memory.seq + " and got " + opened);
    }
    JsonNode snapshot = opened.snapshot();
    if (opened.recovered() && memory.seq >= 0 && opened.seq() != memory.seq) {
      fail(opened.topic(), "P4: " + person.life() + " had " + memory.seq + " and got " + opened);
    }
    if (!opened.recovered()) {
      tally.resets++;
      int said = snapshot == null ? -1 : snapshot.path("said").asInt(-1);
      if (said != ledger.saidUpTo(opened.seq())) {
        fail(opened.topic(), "P4: wrong snapshot for " + person.life() + ": " + opened);
      }
    }
    memory.seq = opened.seq();
  }

  private void given(Person person, ClientEffect.Given given) {
    Ledger ledger = ledger(given.topic());
    Memory memory = memory(person, given.topic());
    long next = ledger.nextVisible(memory.seq, person.user);
    if (given.seq() != next) {
      fail(given.topic(), "P4: " + person.life() + " should get " + next + " and got " + given);
    }
    ledger.compare(given, person);
    if (ledger.wasSentOut(person.user, given.seq(), world.machine().time())) {
      fail(given.topic(), person.life() + " was sent out long ago and still gets " + given);
    }
    memory.seq = given.seq();
    tally.given++;
  }

  private void acknowledged(Person person, ClientEffect.Acknowledged ack) {
    Ledger ledger = ledger(ack.topic());
    if (ledger.seqOf(ack.id()) != ack.seq()) {
      fail(ack.topic(), "P3: " + person.life() + " heard " + ack + ", the journal says otherwise");
    }
    TreeMap<Integer, Long> acked = memory(person, ack.topic()).acknowledged;
    Map.Entry<Integer, Long> before = acked.lowerEntry(ack.number());
    Map.Entry<Integer, Long> after = acked.higherEntry(ack.number());
    if ((before != null && before.getValue() >= ack.seq())
        || (after != null && after.getValue() <= ack.seq())) {
      fail(ack.topic(), "P6: " + ack + " stands between " + before + " and " + after);
    }
    acked.put(ack.number(), ack.seq());
    tally.acknowledged++;
  }

  private void refused(Person person, ClientEffect.Refused refused) {
    tally.refused++;
    tally.codes.merge(refused.code(), 1, Integer::sum);
    if (refused.doubtful()) {
      return;
    }
    if (ledger(refused.topic()).seqOf(refused.id()) > 0) {
      fail(refused.topic(), "P5: " + person.life() + " heard " + refused + ", but it is written");
    }
    refusals.put(refused.id(), world.regions().generation(refused.topic()));
  }

  /** All is healed and quiet: nobody may lack anything. */
  void atTheEnd(List<Person> people) {
    for (Person person : people) {
      if (!person.client().isOnline() || person.client().waiting() > 0) {
        fail(
            person.tag,
            "P5: online " + person.client().isOnline() + ", waiting " + person.client().waiting());
      }
      for (String topic : person.wanted()) {
        atTheEnd(person, topic, people);
      }
    }
    ledgers.values().forEach(ledger -> ledger.atTheEnd(world.machine().time()));
  }

  private void atTheEnd(Person person, String topic, List<Person> people) {
    Ledger ledger = ledger(topic);
    Memory memory = memory(person, topic);
    boolean out = ledger.isOut(person.user);
    if (person.client().isLive(topic) == out) {
      fail(topic, (out ? "was sent out and is live: " : "is not live: ") + person.life());
    }
    if (out) {
      return;
    }
    long missing = ledger.nextVisible(memory.seq, person.user);
    if (missing <= ledger.head()) {
      fail(topic, "P4: " + person.life() + " has " + memory.seq + " and never got " + missing);
    }
    Set<String> here = new TreeSet<>();
    for (Person other : people) {
      if (other.wanted().contains(topic) && !ledger.isOut(other.user)) {
        here.add(other.user);
      }
    }
    if (memory.knowsPresent && !memory.present.equals(here)) {
      fail(topic, "P9: " + person.life() + " sees " + memory.present + ", here are " + here);
    }
    ledger.compareHere(here);
  }

  private Memory memory(Person person, String topic) {
    return memories.computeIfAbsent(new Key(person.life(), topic), _ -> new Memory());
  }

  /** Something promised did not hold. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable String topic;

    Violation(@Nullable String topic, String what) {
      super(topic + ": " + what);
      this.topic = topic;
    }

    @Nullable String topic() {
      return topic;
    }
  }
}
