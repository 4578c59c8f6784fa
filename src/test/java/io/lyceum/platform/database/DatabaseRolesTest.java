package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.testkit.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** What the role of a node may be and do. */
class DatabaseRolesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String EVENT =
      "insert into event_journal (persistence_id, sequence_number, writer, event_ser_id,"
          + " event_ser_manifest, event_payload) values ('a', ?, 'w', 1, 'm', '')";

  @AfterAll
  static void dropRoles() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("drop owned by node_role, owning_role cascade");
              handle.execute("drop role node_role, owning_role");
            });
  }

  @Test
  void a_node_works_as_a_role_that_can_add_events_and_not_change_them() {
    Jdbi admin = database.jdbi();
    admin.useHandle(handle -> handle.execute("create role node_role login"));
    admin.useHandle(handle -> handle.execute("create role owning_role login"));
    // As many nodes that start together do.
    CompletableFuture.allOf(
            Stream.generate(
                    () ->
                        CompletableFuture.runAsync(
                            () -> Migrations.run(database.superuser(), "node_role"),
                            Executors.newVirtualThreadPerTaskExecutor()))
                .limit(6)
                .toArray(CompletableFuture[]::new))
        .join();
    DataSource node = as("node_role");
    assertThatCode(() -> DatabaseChecks.role(node, true)).doesNotThrowAnyException();
    Jdbi.create(node).useHandle(handle -> handle.execute(EVENT, 1));
    assertThatThrownBy(
            () ->
                Jdbi.create(node)
                    .useHandle(handle -> handle.execute("update event_journal set writer = 'x'")))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () ->
                Jdbi.create(node).useHandle(handle -> handle.execute("delete from event_journal")))
        .hasMessageContaining("permission denied");

    refused(TestDatabase.dataSource(database.superuser()), false, "superuser");
    admin.useHandle(handle -> handle.execute("alter table event_journal owner to owning_role"));
    DataSource owner = as("owning_role");
    assertThatCode(() -> DatabaseChecks.role(owner, false)).doesNotThrowAnyException();
    refused(owner, true, "owns the journal");
    admin.useHandle(handle -> handle.execute("grant owning_role to node_role"));
    refused(node, true, "owns the journal");
    admin.useHandle(handle -> handle.execute("revoke owning_role from node_role"));
    admin.useHandle(handle -> handle.execute("grant delete on event_journal to node_role"));
    refused(node, true, "may change or delete events");
  }

  @Test
  void who_may_not_migrate_is_told_so_in_one_line() {
    DatabaseAddress stranger = new DatabaseAddress(database.address().url(), "nobody", "wrong");
    assertThatThrownBy(() -> Migrations.run(stranger, "postgres"))
        .isInstanceOf(DatabaseProblem.class)
        .hasMessageContaining("nobody@")
        .message()
        .doesNotContain("\n");
  }

  private static void refused(DataSource role, boolean migratedByAnother, String why) {
    assertThatThrownBy(() -> DatabaseChecks.role(role, migratedByAnother))
        .isInstanceOf(DatabaseProblem.class)
        .message()
        .contains(why)
        .doesNotContain("\n");
  }

  private static DataSource as(String role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.address().url());
    source.setUser(role);
    return source;
  }
}
