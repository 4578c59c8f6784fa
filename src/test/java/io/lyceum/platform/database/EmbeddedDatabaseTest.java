package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.lyceum.testkit.TestProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  private static final PoolSettings POOLS =
      new PoolSettings(
          4,
          4,
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofSeconds(5));

  @TempDir Path folder;

  @Test
  void a_restart_keeps_data_and_port() {
    DatabaseAddress first;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      first = database.address();
      write(database, "before");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(database.address()).isEqualTo(first);
      assertThat(rows(database)).containsExactly("before");
    }
  }

  @Test
  void it_is_durable_and_open_to_nobody_else() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(show(database, "fsync")).isEqualTo("on");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
      assertThat(show(database, "full_page_writes")).isEqualTo("on");
      assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.address().url(), "lyceum", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(Files.getPosixFilePermissions(folder.resolve("postgres.password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void a_second_node_on_the_same_folder_is_refused_in_one_line() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(DatabaseProblem.class)
          .hasMessageContaining("in use")
          .hasMessageContaining(folder.toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      assertThat(show(database, "fsync")).isEqualTo("on");
    }
  }

  @Test
  void a_killed_postgres_comes_back_by_itself() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      write(database, "before");
      killPostmaster();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(rows(database)).containsExactly("before"));
    }
  }

  @Test
  void what_a_killed_process_wrote_is_there_for_the_next() throws Exception {
    Process holder = holder();
    holder.destroyForcibly().waitFor();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(rows(database)).containsExactly("by a killed process");
    }
  }

  @Test
  void a_kill_of_process_and_postgres_at_once_loses_nothing() throws Exception {
    Process holder = holder();
    holder.destroyForcibly();
    killPostmaster();
    holder.waitFor();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertThat(rows(database)).containsExactly("by a killed process");
    }
  }

  @Test
  void the_checks_pass_on_a_migrated_database_and_name_what_is_wrong() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        HikariDataSource pool = Pools.open(database.address(), POOLS, new SimpleMeterRegistry())) {
      Migrations.run(pool);
      assertThatCode(() -> DatabaseChecks.run(pool)).doesNotThrowAnyException();
      Jdbi admin = Jdbi.create(pool);
      admin.useHandle(h -> h.execute("alter table event_tag drop constraint event_tag_journal_fk"));
      admin.useHandle(
          h -> h.execute("alter table event_journal drop constraint event_journal_pkey"));
      assertThatThrownBy(() -> DatabaseChecks.run(pool))
          .isInstanceOf(DatabaseProblem.class)
          .hasMessageContaining("primary key");
    }
  }

  @Test
  void a_hung_statement_is_cut() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        HikariDataSource pool =
            Pools.open(
                database.address(),
                new PoolSettings(
                    2,
                    2,
                    Duration.ofSeconds(3),
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5)),
                new SimpleMeterRegistry())) {
      assertThatThrownBy(() -> Jdbi.create(pool).useHandle(h -> h.execute("select pg_sleep(30)")))
          .hasMessageContaining("statement timeout");
    }
  }

  private Process holder() throws IOException {
    Process process = TestProcess.of(DatabaseHolder.class, folder.toString()).start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null && !line.equals("written")) {
      line = output.readLine();
    }
    assertThat(line).isEqualTo("written");
    return process;
  }

  private void killPostmaster() throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void write(EmbeddedDatabase database, String value) {
    jdbi(database)
        .useHandle(
            handle -> {
              handle.execute("create table kept (value text)");
              handle.execute("insert into kept values (?)", value);
            });
  }

  private static List<String> rows(EmbeddedDatabase database) {
    return jdbi(database)
        .withHandle(h -> h.select("select value from kept").mapTo(String.class).list());
  }

  private static String show(EmbeddedDatabase database, String setting) {
    return jdbi(database).withHandle(h -> h.select("show " + setting).mapTo(String.class).one());
  }

  private static Jdbi jdbi(EmbeddedDatabase database) {
    DatabaseAddress address = database.address();
    return Jdbi.create(address.url(), address.user(), address.password());
  }
}
