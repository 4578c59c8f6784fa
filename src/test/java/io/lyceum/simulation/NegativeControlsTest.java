package io.lyceum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.testkit.client.ClientMachine;
import io.lyceum.testkit.client.ForgetfulClient;
import io.lyceum.topic.entity.TopicMessage;
import io.lyceum.topic.entity.TopicUpdate;
import io.lyceum.topic.frame.Entry;
import io.lyceum.topic.journal.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulation is worth what it finds: each defect planted here must break it. */
class NegativeControlsTest {
  private static final int SEEDS = 12;
  private static final long STEPS = 12_000;

  @Test
  void an_answer_before_the_write_is_caught() {
    assertCaught(
        machine ->
            new PaperJournal(machine) {
              @Override
              void write(List<PersistentRepr> rows, Consumer<@Nullable Throwable> done) {
                done.accept(null);
                super.write(rows, _ -> {});
              }
            },
        "P1",
        "P2");
  }

  @Test
  void a_forgotten_command_id_is_caught() {
    assertCaught(
        machine ->
            new PaperJournal(machine) {
              @Override
              void replay(
                  String topic,
                  long from,
                  long to,
                  Consumer<PersistentRepr> row,
                  Consumer<@Nullable Throwable> done) {
                super.replay(topic, from, to, r -> row.accept(nameless(r)), done);
              }

              @Override
              void save(String topic, Snapshot snapshot, Consumer<@Nullable Throwable> done) {
                done.accept(null);
              }
            },
        "P3",
        "P5",
        // Decided anew, an old command is written behind those that followed it.
        "P6");
  }

  @Test
  void a_row_left_out_of_a_recovery_is_caught() {
    assertCaught(
        machine ->
            new PaperJournal(machine) {
              @Override
              void replay(
                  String topic,
                  long from,
                  long to,
                  Consumer<PersistentRepr> row,
                  Consumer<@Nullable Throwable> done) {
                super.replay(
                    topic,
                    from,
                    to,
                    r -> {
                      if (r.sequenceNr() % 7 != 0) {
                        row.accept(r);
                      }
                    },
                    done);
              }
            },
        "P");
  }

  @Test
  void a_row_left_out_of_a_page_is_caught() {
    assertCaught(
        machine ->
            new PaperJournal(machine) {
              @Override
              List<Row> page(String topic, long from, long to, int limit) {
                List<Row> page = new ArrayList<>(super.page(topic, from, to, limit));
                page.removeIf(row -> from != to && row.seq() < to && row.seq() % 5 == 0);
                return page;
              }
            },
        "P4");
  }

  @Test
  void a_second_writer_that_is_not_fenced_is_caught() {
    assertCaught(
        machine ->
            new PaperJournal(machine) {
              @Override
              boolean isTaken(NavigableMap<Long, PersistentRepr> rows, long seq) {
                return false;
              }
            },
        "P2");
  }

  @Test
  void entries_in_another_order_are_caught() {
    assertCaught(published(entries -> entries.size() > 1 ? swapped(entries) : entries), "P");
  }

  @Test
  void an_entry_lost_without_a_hole_is_caught() {
    assertCaught(published(NegativeControlsTest::renumbered), "P");
  }

  @Test
  void a_client_that_sends_nothing_again_is_caught() {
    assertCaught(
        new Sabotage() {
          @Override
          ClientMachine client(String user, LongFunction<String> ids, RandomGenerator random) {
            return new ForgetfulClient(user, ids, random);
          }
        },
        "P5");
  }

  @Test
  void a_lease_never_renewed_is_caught() {
    assertCaught(
        new Sabotage() {
          @Override
          @Nullable Envelope passing(HandMailbox.Queue to, Envelope message) {
            return message.message() instanceof TopicMessage.Renew ? null : message;
          }
        },
        "");
  }

  private interface JournalMaker {
    PaperJournal journal(Machine machine);
  }

  private static void assertCaught(JournalMaker maker, String... promises) {
    assertCaught(
        new Sabotage() {
          @Override
          PaperJournal journal(Machine machine) {
            return maker.journal(machine);
          }
        },
        promises);
  }

  private static void assertCaught(Sabotage sabotage, String... promises) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        Simulation.run(seed, STEPS, sabotage);
      } catch (AssertionError caught) {
        assertThat(String.valueOf(caught.getMessage()).lines().findFirst().orElseThrow())
            .matches(line -> List.of(promises).stream().anyMatch(line::contains));
        assertThat(caught).hasMessageContaining("-Dsimulation.seed=" + seed);
        return;
      }
    }
    throw new AssertionError("nobody noticed in " + SEEDS + " runs");
  }

  private interface Change {
    List<Entry> of(List<Entry> entries);
  }

  private static Sabotage published(Change change) {
    return new Sabotage() {
      @Override
      Envelope passing(HandMailbox.Queue to, Envelope message) {
        return message.message() instanceof TopicUpdate.Published published
            ? Envelope.apply(
                new TopicUpdate.Published(
                    change.of(published.entries()), published.durableMicros(), published.traces()),
                message.sender())
            : message;
      }
    };
  }

  private static List<Entry> swapped(List<Entry> entries) {
    Entry first = entries.getFirst();
    Entry second = entries.get(1);
    List<Entry> changed = new ArrayList<>(entries);
    changed.set(0, new Entry(first.seq(), second.views()));
    changed.set(1, new Entry(second.seq(), first.views()));
    return changed;
  }

  /** Every ninth entry is shown to nobody, as if it had never been there. */
  private static List<Entry> renumbered(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.seq() % 9 == 0 ? new Entry(entry.seq(), List.of()) : entry)
        .toList();
  }

  private static PersistentRepr nameless(PersistentRepr row) {
    StoredRecord stored = (StoredRecord) row.payload();
    return row.withPayload(
        new StoredRecord(
            stored.manifest(), stored.json().replaceAll("\"command\":\"[^\"]*\",", "")));
  }
}
