package io.lyceum.simulation;

import io.lyceum.core.TopicId;
import io.lyceum.topic.journal.JournalReader;
import io.lyceum.topic.journal.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.persistence.PersistentRepr;
import org.jspecify.annotations.Nullable;

/**
 * The journal's table with its primary key, and a connection to it that may fail: before the commit
 * or after it, at once or after a long silence.
 */
class PaperJournal implements JournalReader {
  /** A stored snapshot. */
  record Snapshot(long seq, Object stored) {}

  /** Told of every committed row, in order. */
  interface Watcher {
    void committed(String topic, long seq, StoredRecord row);
  }

  /** What goes wrong at present, as probabilities. */
  record Weather(double failing, double doubtful, double silent, double unreadable) {
    static final Weather FAIR = new Weather(0, 0, 0, 0);
  }

  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  private final Machine machine;
  private final Map<String, TreeMap<Long, PersistentRepr>> topics = new HashMap<>();
  private final Map<String, Snapshot> snapshots = new HashMap<>();
  private Watcher watcher = (_, _, _) -> {};
  private Weather weather = Weather.FAIR;

  PaperJournal(Machine machine) {
    this.machine = machine;
  }

  void watchedBy(Watcher who) {
    watcher = who;
  }

  void weather(Weather now) {
    weather = now;
  }

  /** Writes rows in one transaction; {@code done} hears a failure or null. */
  void write(List<PersistentRepr> rows, Consumer<@Nullable Throwable> done) {
    boolean silent = machine.chance(weather.silent());
    long until = silent ? machine.between(1_000, 12_000) : machine.between(0, 8);
    boolean failing = machine.chance(weather.failing());
    boolean doubtful = machine.chance(weather.doubtful());
    machine.after(
        until,
        () -> {
          String clash = failing ? "the connection broke" : commit(rows);
          String said = doubtful ? "the answer was lost" : clash;
          machine.after(
              machine.between(0, 3), () -> done.accept(said == null ? null : new Broken(said)));
        });
  }

  /** Null when the rows are in the table; else why not. */
  @Nullable String commit(List<PersistentRepr> rows) {
    for (PersistentRepr row : rows) {
      if (isTaken(rows(row.persistenceId()), row.sequenceNr())) {
        return "duplicate key " + row.persistenceId() + ' ' + row.sequenceNr();
      }
    }
    for (PersistentRepr row : rows) {
      rows(row.persistenceId()).put(row.sequenceNr(), row);
      watcher.committed(row.persistenceId(), row.sequenceNr(), (StoredRecord) row.payload());
    }
    return null;
  }

  /** The primary key: one row for each number. */
  boolean isTaken(NavigableMap<Long, PersistentRepr> rows, long seq) {
    return rows.containsKey(seq);
  }

  void replay(
      String topic,
      long from,
      long to,
      Consumer<PersistentRepr> row,
      Consumer<@Nullable Throwable> done) {
    boolean broken = machine.chance(weather.unreadable());
    machine.after(
        machine.between(1, 6),
        () -> {
          if (!broken && from <= to) {
            rows(topic).subMap(from, true, to, true).values().forEach(row);
          }
          done.accept(broken ? new Broken("the journal cannot be read") : null);
        });
  }

  void highest(String topic, Consumer<Long> found) {
    machine.after(machine.between(0, 3), () -> found.accept(head(topic)));
  }

  long head(String topic) {
    NavigableMap<Long, PersistentRepr> rows = rows(topic);
    return rows.isEmpty() ? 0 : rows.lastKey();
  }

  void save(String topic, Snapshot snapshot, Consumer<@Nullable Throwable> done) {
    boolean failing = machine.chance(weather.failing());
    machine.after(
        machine.between(1, 5),
        () -> {
          if (!failing) {
            snapshots.merge(topic, snapshot, (a, b) -> a.seq() > b.seq() ? a : b);
          }
          done.accept(failing ? new Broken("the snapshot was not written") : null);
        });
  }

  @Nullable Snapshot snapshot(String topic) {
    return snapshots.get(topic);
  }

  @Override
  public CompletionStage<List<Row>> forward(TopicId topic, long from, long to, int limit) {
    boolean broken = machine.chance(weather.unreadable());
    CompletableFuture<List<Row>> read = new CompletableFuture<>();
    machine.after(
        machine.between(1, 10),
        () -> {
          if (broken) {
            read.completeExceptionally(new Broken("the journal cannot be read"));
          } else {
            read.complete(page(topic.key(), from, to, limit));
          }
        });
    return read;
  }

  /** The first rows of a stretch, as the table has them now. */
  List<Row> page(String topic, long from, long to, int limit) {
    List<Row> page = new ArrayList<>();
    if (from <= to) {
      for (PersistentRepr row : rows(topic).subMap(from, true, to, true).values()) {
        if (page.size() < limit) {
          page.add(new Row(row.sequenceNr(), (StoredRecord) row.payload()));
        }
      }
    }
    return page;
  }

  @Override
  public CompletionStage<List<Row>> backward(TopicId topic, long from, long to, int limit) {
    throw new UnsupportedOperationException("nobody here reads history by REST");
  }

  private NavigableMap<Long, PersistentRepr> rows(String topic) {
    return topics.computeIfAbsent(topic, _ -> new TreeMap<>());
  }
}
