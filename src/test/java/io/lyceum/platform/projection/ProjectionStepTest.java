package io.lyceum.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The journal read across topics on a real PostgreSQL: nothing skipped, nothing twice. */
class ProjectionStepTest {
  @RegisterExtension static final TestDatabase tables = TestDatabase.fresh();

  private long now;

  private long time() {
    return now;
  }

  private int decoded;
  private final JournalTail.Decoder decoder =
      (topic, seq, manifest, _) -> {
        decoded++;
        return manifest.equals("noted")
            ? Optional.empty()
            : Optional.of(
                new StoredEvent(
                    topic,
                    seq,
                    manifest,
                    new UserId("ada"),
                    Instant.EPOCH,
                    JsonNodeFactory.instance.objectNode()));
      };

  private final Database database = new Database(tables.dataSource(), Runnable::run);

  /** Writes what it sees into a table, and throws whenever it is told to. */
  private static final class Listing implements Projection {
    private boolean fails;
    private String unwanted = "";

    @Override
    public String name() {
      return "listing";
    }

    @Override
    public String kind() {
      return "board";
    }

    @Override
    public boolean wants(String kind, String manifest) {
      return !manifest.equals(unwanted);
    }

    @Override
    public void apply(Handle transaction, StoredEvent event) {
      transaction.execute(
          "insert into listing (topic, seq) values (?, ?)", event.topic().key(), event.seq());
      if (fails && event.seq() == 3) {
        throw new IllegalStateException("as asked");
      }
    }
  }

  private final Listing listing = new Listing();
  private final JournalTail tail = new JournalTail(database.jdbi(), decoder, this::time);
  private final ProjectionStep step = step(Handling.of(listing), 0, 1);

  @BeforeEach
  void empty() {
    tables
        .jdbi()
        .useHandle(
            h -> {
              h.execute("truncate event_journal cascade");
              h.execute("truncate projection_offset");
              h.execute("drop table if exists listing");
              h.execute("create table listing (id bigserial, topic text, seq bigint)");
              h.execute("grant all on listing, listing_id_seq to public");
            });
  }

  @Test
  void each_event_of_the_kind_is_handled_once_and_in_order() throws Exception {
    for (int seq = 1; seq <= 5; seq++) {
      write("north|board:a", seq, "put");
      write("north|chat:a", seq, "put");
      write("south|board:b", seq, seq == 2 ? "noted" : "put");
    }
    runAll(0, 2);
    runAll(1, 2);
    assertThat(seen("north|board:a")).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seen("south|board:b")).containsExactly(1L, 3L, 4L, 5L);
    assertThat(seen("north|chat:a")).isEmpty();
  }

  @Test
  void a_failure_undoes_the_rows_and_the_next_try_does_them_once() throws Exception {
    for (int seq = 1; seq <= 5; seq++) {
      write("north|board:a", seq, "put");
    }
    listing.fails = true;
    assertThatThrownBy(() -> step.run()).hasMessage("as asked");
    assertThat(seen("north|board:a")).isEmpty();
    listing.fails = false;
    assertThat(step.run()).isEqualTo(5);
    assertThat(step.run()).isZero();
    assertThat(seen("north|board:a")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void transactions_are_read_by_number_not_as_text() throws Exception {
    int[] transactions = {98, 99, 100, 101};
    for (int i = 0; i < transactions.length; i++) {
      write("north|board:a", i + 1, "put");
      int tx = transactions[i];
      int seq = i + 1;
      tables
          .jdbi()
          .useHandle(
              h ->
                  h.execute(
                      "update event_journal set tx = cast(? as xid8) where sequence_number = ?",
                      Integer.toString(tx),
                      seq));
    }
    runAll(0, 1);
    assertThat(seen("north|board:a")).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_transaction_that_commits_late_is_not_skipped() throws Exception {
    write("north|board:early", 1, "put");
    try (Handle late = tables.jdbi().open()) {
      late.begin();
      write(late, "north|board:late", 1, "put");
      write("north|board:after", 1, "put");
      assertThat(step.run()).isEqualTo(1);
      assertThat(seen("north|board:after")).as("waits for the older transaction").isEmpty();
      late.commit();
      tail.news();
    }
    runAll(0, 1);
    assertThat(seen("north|board:late")).containsExactly(1L);
    assertThat(seen("north|board:after")).containsExactly(1L);
    assertThat(seen("north|board:early")).containsExactly(1L);
  }

  @Test
  void a_reaction_that_fails_is_tried_again_from_where_it_was() throws Exception {
    List<Long> reacted = new ArrayList<>();
    boolean[] fails = {true};
    ProjectionStep reaction =
        step(
            Handling.of(
                new Reaction() {
                  @Override
                  public String name() {
                    return "reacting";
                  }

                  @Override
                  public String kind() {
                    return "board";
                  }

                  @Override
                  public CompletableFuture<?> react(StoredEvent event) {
                    if (fails[0] && event.seq() == 2) {
                      return CompletableFuture.failedFuture(new IllegalStateException("not now"));
                    }
                    reacted.add(event.seq());
                    return CompletableFuture.completedFuture(null);
                  }
                }),
            0,
            1);
    IntStream.rangeClosed(1, 3).forEach(seq -> write("north|board:a", seq, "put"));
    assertThatThrownBy(() -> reaction.run()).hasRootCauseMessage("not now");
    fails[0] = false;
    assertThat(reaction.run()).isEqualTo(3);
    assertThat(reacted).containsExactly(1L, 1L, 2L, 3L);
  }

  @Test
  void what_nobody_wants_is_passed_without_being_read_and_stored_once_level() throws Exception {
    listing.unwanted = "noise";
    IntStream.rangeClosed(1, 3).forEach(seq -> write("north|board:a", seq, "noise"));
    assertThat(step.run()).isEqualTo(3);
    assertThat(decoded).isZero();
    now += Duration.ofSeconds(2).toNanos();
    assertThat(step.run()).isZero();
    write("north|board:a", 4, "put");
    runAll(step(Handling.of(listing), 0, 1));
    assertThat(seen("north|board:a")).containsExactly(4L);
    assertThat(decoded).as("a new instance goes on where the first one was").isEqualTo(1);
  }

  @Test
  void two_instances_do_nothing_twice() throws Exception {
    ProjectionStep other = step(Handling.of(listing), 0, 1);
    listing.unwanted = "noise";
    write("north|board:a", 1, "noise");
    assertThat(step.run()).isEqualTo(1);
    assertThat(other.run()).isEqualTo(1);
    write("north|board:a", 2, "put");
    assertThat(other.run()).isEqualTo(1);
    runAll(step);
    write("north|board:a", 3, "put");
    runAll(step);
    runAll(other);
    assertThat(seen("north|board:a")).containsExactly(2L, 3L);
  }

  @Test
  void several_projections_share_one_read() throws Exception {
    write("north|board:a", 1, "put");
    ProjectionStep other =
        new ProjectionStep(named("other"), database.jdbi(), tail, this::time, 0, 1);
    runAll(step);
    runAll(other);
    assertThat(decoded).isEqualTo(1);
    assertThat(seen("north|board:a")).containsExactly(1L, 1L);
  }

  private Handling named(String name) {
    return Handling.of(
        new Projection() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public String kind() {
            return EVERY_KIND;
          }

          @Override
          public void apply(Handle transaction, StoredEvent event) {
            listing.apply(transaction, event);
          }
        });
  }

  private ProjectionStep step(Handling handling, int slice, int slices) {
    return new ProjectionStep(handling, database.jdbi(), tail, this::time, slice, slices);
  }

  private void runAll(int slice, int slices) throws Exception {
    runAll(step(Handling.of(listing), slice, slices));
  }

  private static void runAll(ProjectionStep step) throws Exception {
    while (step.run() > 0) {
      // Until nothing is left.
    }
  }

  private static List<Long> seen(String topic) {
    return tables
        .jdbi()
        .withHandle(
            h ->
                h.createQuery("select seq from listing where topic = :topic order by id")
                    .bind("topic", topic)
                    .mapTo(Long.class)
                    .list());
  }

  private void write(String topic, long seq, String manifest) {
    tables.jdbi().useHandle(h -> write(h, topic, seq, manifest));
    tail.news();
  }

  private static void write(Handle handle, String topic, long seq, String manifest) {
    handle.execute(
        "insert into event_journal (persistence_id, sequence_number, writer, event_ser_id,"
            + " event_ser_manifest, event_payload) values (?, ?, 'w', 1, ?, 'x')",
        topic,
        seq,
        manifest);
  }
}
