package io.lyceum.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.client.ClientEffect;
import io.lyceum.topic.journal.RecordCodec;
import io.lyceum.topic.journal.Recorded;
import io.lyceum.topic.journal.StoredRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One topic's journal as the checker reads it, and what must be true of every row. */
final class Ledger {
  /** How long somebody who was sent out may go on hearing while messages get lost. */
  private static final Duration OUT_WITHIN = Duration.ofSeconds(45);

  private final String topic;
  private final RecordCodec<Drill.State, Drill.Event> codec;
  private final List<Recorded<Drill.Event>> rows = new ArrayList<>();
  private final List<Integer> said = new ArrayList<>();
  private final Map<String, Long> seqs = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Instant> out = new HashMap<>();
  private final Map<String, Long> outSeq = new HashMap<>();
  private final Set<String> here = new TreeSet<>();
  private @Nullable Instant deadline;
  private int answers;
  private int round;

  Ledger(String topic, RecordCodec<Drill.State, Drill.Event> codec) {
    this.topic = topic;
    this.codec = codec;
  }

  long head() {
    return rows.size();
  }

  /**
   * Adds a row and gives the id of its command.
   *
   * @param refused ids that were refused once: decided anew by another entity, they come late
   */
  @Nullable String add(long seq, StoredRecord row, Set<String> refused) {
    if (seq != head() + 1) {
      throw violation("P2: row " + seq + " is written after row " + head());
    }
    Recorded<Drill.Event> entry = codec.read(row);
    rows.add(entry);
    said.add(
        (said.isEmpty() ? 0 : said.getLast())
            + (entry.event() instanceof Drill.Event.Said ? 1 : 0));
    String id = entry.sent() == null ? null : entry.sent().id().value().toString();
    if (id != null) {
      Long before = seqs.putIfAbsent(id, seq);
      if (before != null) {
        throw violation("P3: command " + id + " is both " + before + " and " + seq);
      }
    }
    Drill.Event event = entry.event();
    if (event != null) {
      follow(seq, event, entry.at());
      String text = text(event);
      if (text != null && !refused.contains(id)) {
        inOrder(text);
      }
    }
    return id;
  }

  private static @Nullable String text(Drill.Event event) {
    return switch (event) {
      case Drill.Event.Said(String text) -> text;
      case Drill.Event.Whispered(String text) -> text;
      case Drill.Event.Answered(_, String text) -> text;
      default -> null;
    };
  }

  private void follow(long seq, Drill.Event event, Instant at) {
    switch (event) {
      case Drill.Event.Said _, Drill.Event.Whispered _, Drill.Event.Pointed _ -> {}
      case Drill.Event.Answered(int number, _) -> {
        answers++;
        if (number != round || deadline == null || at.isAfter(deadline)) {
          throw violation("P7: answer " + seq + " after its round");
        }
      }
      case Drill.Event.Asked(int number, Instant until) -> {
        if (number != round + 1 || deadline != null) {
          throw violation("P7: round " + number + " opens at " + seq + " while one is open");
        }
        round = number;
        deadline = until;
        answers = 0;
      }
      case Drill.Event.Closed(int number, int counted) -> {
        if (number != round || deadline == null || at.isBefore(deadline) || counted != answers) {
          throw violation("P7: wrong end of round " + number + " at " + seq);
        }
        deadline = null;
      }
      case Drill.Event.Banned(UserId user) -> {
        out.put(user.value(), at);
        outSeq.put(user.value(), seq);
      }
      case Drill.Event.Admitted(UserId user) -> {
        out.remove(user.value());
        outSeq.remove(user.value());
      }
      case Drill.Event.Arrived(UserId user) -> here.add(user.value());
      case Drill.Event.Left(UserId user) -> here.remove(user.value());
    }
  }

  private void inOrder(String text) {
    String life = text.substring(0, text.indexOf('#'));
    int number = Integer.parseInt(text.substring(text.indexOf('#') + 1));
    Integer before = numbers.put(life, number);
    if (before != null && before >= number) {
      throw violation("P6: " + text + " is written after " + life + '#' + before);
    }
  }

  long seqOf(String id) {
    return seqs.getOrDefault(id, 0L);
  }

  int saidUpTo(long seq) {
    return seq == 0 ? 0 : said.get((int) seq - 1);
  }

  /** The first entry above {@code seq} this person is shown as an event; head + 1 if none. */
  long nextVisible(long seq, String user) {
    long next = seq + 1;
    while (next <= head() && !isVisible(next, user)) {
      next++;
    }
    return next;
  }

  private boolean isVisible(long seq, String user) {
    boolean teacher = user.startsWith("teacher");
    return switch (rows.get((int) seq - 1).event()) {
      case null -> false;
      case Drill.Event.Arrived _, Drill.Event.Left _, Drill.Event.Pointed _ -> false;
      case Drill.Event.Whispered _, Drill.Event.Answered _ -> teacher;
      default -> true;
    };
  }

  void compare(ClientEffect.Given given, Person person) {
    Drill.Event event = rows.get((int) given.seq() - 1).event();
    String text = event == null ? null : text(event);
    if (text != null && !text.equals(given.data().path("text").asText())) {
      throw violation("P2: " + person.life() + " got " + given + " for another entry");
    }
  }

  boolean isOut(String user) {
    return out.containsKey(user);
  }

  /** Whether this entry came long after the person was sent out, for good as of now. */
  boolean wasSentOut(String user, long seq, Instant now) {
    Instant since = out.get(user);
    return since != null
        && seq > outSeq.getOrDefault(user, Long.MAX_VALUE)
        && rows.get((int) seq - 1).at().isAfter(since.plus(OUT_WITHIN))
        && now.isAfter(since.plus(OUT_WITHIN));
  }

  void compareHere(Set<String> people) {
    if (topic.startsWith("drill:hall") && !here.equals(people)) {
      throw violation("the journal says " + here + " are here, but it is " + people);
    }
  }

  void atTheEnd(Instant now) {
    if (deadline != null && deadline.plusSeconds(10).isBefore(now)) {
      throw violation("P7: round " + round + " should have closed at " + deadline);
    }
  }

  private Checker.Violation violation(String what) {
    return new Checker.Violation(topic, what);
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
