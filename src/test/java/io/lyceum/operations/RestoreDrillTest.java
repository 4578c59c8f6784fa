package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.platform.database.DatabaseChecks;
import io.lyceum.platform.database.DatabaseProblem;
import io.lyceum.platform.database.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database is lost and comes back, with the scripts that operators use. */
class RestoreDrillTest {
  private static final Logger log = LoggerFactory.getLogger(RestoreDrillTest.class);
  private static final Path SCRIPTS = Path.of("docker", "backup").toAbsolutePath();

  /** What is on its way when the server dies; far more than it takes. */
  private static final Duration MAY_BE_LOST = Duration.ofSeconds(1);

  @TempDir Path folder;

  @BeforeAll
  static void tools() {
    Postgres.assumeInstalled();
  }

  @Test
  void what_was_acknowledged_survives_the_loss_of_the_server_and_projections_go_on()
      throws IOException {
    Map<String, String> environment;
    List<ChatWriter.Sent> sent = new ArrayList<>();
    long lost;
    try (Postgres server = aged("lost", 3_000)) {
      environment = backup(server);
      Process receiver = receive(environment);
      try (ChatWriter writer = ChatWriter.on(server.address())) {
        sent.addAll(writer.write(20));
        script(environment, "base");
        sent.addAll(writer.write(60));
        lost = System.nanoTime();
        server.destroy();
      } finally {
        receiver.destroy();
        receiver.onExit().join();
      }
    }
    long begin = System.nanoTime();
    Path restored = folder.resolve("restored");
    script(environment, "restore", restored.toString());
    try (Postgres server = Postgres.start(restored);
        ChatWriter writer = ChatWriter.on(server.address())) {
      List<ChatWriter.Sent> more = writer.write(1);
      long up = System.nanoTime();
      more.addAll(writer.write(20));
      ChatWriter.awaitProjections(server.jdbi());
      List<String> found = writer.texts();
      List<ChatWriter.Sent> missing =
          sent.stream().filter(message -> !found.contains(message.text())).toList();
      log.info(
          "restored in {} ms; {} of {} acknowledged messages were on their way to the backup",
          Duration.ofNanos(up - begin).toMillis(),
          missing.size(),
          sent.size());
      assertThat(missing)
          .allSatisfy(
              message ->
                  assertThat(Duration.ofNanos(lost - message.nanos())).isLessThan(MAY_BE_LOST));
      assertThat(found).containsAll(more.stream().map(ChatWriter.Sent::text).toList());
      assertThat(found).doesNotContain("draft");
    }
  }

  @Test
  void a_dump_is_refused_until_its_transactions_are_put_in_order() throws IOException {
    List<ChatWriter.Sent> sent;
    String dump;
    try (Postgres old = aged("old", 50_000)) {
      try (ChatWriter writer = ChatWriter.on(old.address())) {
        sent = writer.write(20);
        ChatWriter.awaitProjections(old.jdbi());
      }
      Tool dumper = Tool.assumeInstalled("pg_dump", Postgres.folders());
      dump = dumper.run(old.environment(), "", "--no-owner", "lyceum").output();
    }
    try (Postgres fresh = Postgres.create(folder.resolve("fresh"))) {
      psql(fresh, dump);
      assertThatThrownBy(() -> DatabaseChecks.run(source(fresh)))
          .isInstanceOf(DatabaseProblem.class)
          .hasMessageContaining("after-dump.sql");
      psql(fresh, Files.readString(SCRIPTS.resolve("after-dump.sql")));
      DatabaseChecks.run(source(fresh));
      try (ChatWriter writer = ChatWriter.on(fresh.address())) {
        List<ChatWriter.Sent> more = writer.write(20);
        ChatWriter.awaitProjections(fresh.jdbi());
        sent.addAll(more);
        assertThat(writer.texts()).containsAll(sent.stream().map(ChatWriter.Sent::text).toList());
      }
    }
  }

  /** A server that has lived, with today's tables. */
  private Postgres aged(String name, int transactions) {
    Postgres server = Postgres.create(folder.resolve(name));
    server.age(transactions);
    Migrations.run(source(server));
    return server;
  }

  private Map<String, String> backup(Postgres server) {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("BACKUP_DIR", folder.resolve("backup").toString());
    return environment;
  }

  /** Starts the receiver and waits until it receives. */
  private Process receive(Map<String, String> environment) throws IOException {
    ProcessBuilder receiver =
        new ProcessBuilder(SCRIPTS.resolve("backup.sh").toString(), "wal").inheritIO();
    receiver.environment().putAll(environment);
    Process process = receiver.start();
    Path seen = folder.resolve("backup/metrics/lyceum_backup_wal_timestamp_seconds.prom");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(seen));
    return process;
  }

  private static void script(Map<String, String> environment, String... arguments) {
    Tool.Outcome outcome = new Tool(SCRIPTS.resolve("backup.sh")).run(environment, "", arguments);
    assertThat(outcome.code()).as(outcome.output()).isZero();
  }

  private static void psql(Postgres server, String input) {
    Tool psql = Tool.assumeInstalled("psql", Postgres.folders());
    Tool.Outcome outcome =
        psql.run(server.environment(), input, "-q", "-v", "ON_ERROR_STOP=1", "-d", "lyceum");
    assertThat(outcome.code()).as(outcome.output()).isZero();
  }

  /** With the limits that a node's own connections have. */
  private static PGSimpleDataSource source(Postgres server) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.address().url());
    source.setUser(server.address().user());
    source.setOptions(
        "-c statement_timeout=5s -c lock_timeout=4s -c"
            + " idle_in_transaction_session_timeout=5s");
    return source;
  }
}
