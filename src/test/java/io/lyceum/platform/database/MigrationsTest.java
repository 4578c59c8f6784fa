package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void a_migrated_database_needs_nothing_more() {
    assertThat(Migrations.run(TestDatabase.dataSource(database.superuser()))).isZero();
  }

  @Test
  void a_topic_keeps_its_two_newest_snapshots() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              for (int seq = 200; seq <= 1000; seq += 200) {
                handle.execute(
                    "insert into snapshot (persistence_id, sequence_number, created,"
                        + " snapshot_ser_id, snapshot_ser_manifest, snapshot_payload)"
                        + " values ('a', ?, 0, 1, 'm', '')",
                    seq);
              }
              assertThat(
                      handle
                          .createQuery("select sequence_number from snapshot order by 1")
                          .mapTo(Long.class)
                          .list())
                  .containsExactly(800L, 1000L);
            });
  }
}
