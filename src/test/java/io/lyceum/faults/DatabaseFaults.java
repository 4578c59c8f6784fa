package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import io.lyceum.faults.stage.Postgres;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;

/** A PostgreSQL that restarts, dies, hangs or commits late. */
final class DatabaseFaults {
  private DatabaseFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "4.10", "PostgreSQL restarts (fast)", scene -> restart(scene, p -> p.restart("fast"))),
        Fault.of(
            "4.10",
            "PostgreSQL restarts (immediate)",
            scene -> restart(scene, p -> p.restart("immediate"))),
        Fault.of("4.10", "kill -9 of PostgreSQL, back after 5 s", DatabaseFaults::kill),
        Fault.of("4.11", "PostgreSQL stands still for 20 s", DatabaseFaults::freeze),
        Fault.of("4.11", "the journal's table is locked for 8 s", DatabaseFaults::lock),
        Fault.of("4.12", "a transaction commits 20 s after it wrote", DatabaseFaults::commitLate));
  }

  private interface Restart {
    void of(Postgres postgres);
  }

  private static String restart(Scene scene, Restart how) {
    Postgres postgres = scene.stage().postgres();
    Instant before = postgres.startedAt();
    how.of(postgres);
    scene.hold(seconds(5));
    Instant after = postgres.startedAt();
    return after.isAfter(before) ? "started anew" : "";
  }

  private static String kill(Scene scene) {
    return restart(
        scene,
        postgres -> {
          postgres.kill();
          scene.hold(seconds(5));
          postgres.start();
        });
  }

  private static String freeze(Scene scene) {
    scene.stage().postgres().freeze();
    scene.hold(seconds(20));
    scene.stage().postgres().thaw();
    return "all of its processes stopped";
  }

  private static String lock(Scene scene) {
    try (Handle handle = scene.stage().postgres().jdbi().open()) {
      handle.begin();
      handle.execute("lock table event_journal in access exclusive mode");
      scene.hold(seconds(8));
      long waiting =
          handle
              .select("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
              .mapTo(Long.class)
              .one();
      handle.rollback();
      return waiting == 0 ? "" : waiting + " sessions waited for the lock";
    }
  }

  /**
   * Readers of the journal must not pass what appears behind them: its row must come all the same.
   */
  private static String commitLate(Scene scene) {
    String id = "late-" + scene.random().nextInt(1_000_000);
    try (Handle handle = scene.stage().postgres().jdbi().open()) {
      handle.begin();
      handle.execute(
          "insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,"
              + " event_ser_id, event_ser_manifest, event_payload) select ?, 1, writer,"
              + " write_timestamp, event_ser_id, event_ser_manifest, event_payload from"
              + " event_journal where event_ser_manifest like 'chat.created/%' limit 1",
          School.ID + "|chat:" + id);
      scene.hold(seconds(20));
      handle.commit();
    }
    Awaitility.await("the row of " + id)
        .atMost(seconds(60))
        .until(() -> chats(scene.stage().postgres(), id) == 1);
    return "its row was there after all";
  }

  private static long chats(Postgres postgres, String id) {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("select count(*) from chat where id = ?", id)
                    .mapTo(Long.class)
                    .one());
  }
}
