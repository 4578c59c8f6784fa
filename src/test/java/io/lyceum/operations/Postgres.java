package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.platform.database.DatabaseAddress;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * A PostgreSQL of the system's packages, with the programs for backups that the embedded one lacks.
 */
final class Postgres implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

  private final Path data;
  private final int port;

  private Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Makes an empty server in {@code data} and starts it. */
  static Postgres create(Path data) {
    succeed(
        "initdb",
        "-D",
        data.toString(),
        "-U",
        "lyceum",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8");
    Postgres server = start(data);
    Jdbi.create(server.url("postgres"), "lyceum", "")
        .useHandle(handle -> handle.execute("create database lyceum"));
    return server;
  }

  /** Starts what is in {@code data}; returns when it accepts connections. */
  static Postgres start(Path data) {
    int port = freePort();
    String options =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on"
            + " -c max_connections=100";
    Path log = data.resolveSibling(data.getFileName() + ".log");
    succeed("pg_ctl", "-D", data.toString(), "-l", log.toString(), "-o", options, "-w", "start");
    Postgres server = new Postgres(data, port);
    // pg_ctl also returns when a restored server has only begun to replay its log.
    Awaitility.await("connections")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                Jdbi.create(server.url("postgres"), "lyceum", "")
                    .withHandle(handle -> !handle.getConnection().isClosed()));
    return server;
  }

  static void assumeInstalled() {
    Tool.assumeInstalled("pg_basebackup", folders());
  }

  DatabaseAddress address() {
    return new DatabaseAddress(url("lyceum"), "lyceum", "none");
  }

  Jdbi jdbi() {
    return Jdbi.create(url("lyceum"), "lyceum", "");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** For programs of PostgreSQL and scripts that call them: where they are and where this is. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", folders()[0] + ":" + System.getenv("PATH"));
    environment.put("PGHOST", "127.0.0.1");
    environment.put("PGPORT", Integer.toString(port));
    environment.put("PGUSER", "lyceum");
    return environment;
  }

  /** Hurries the counter of transactions on, as years of use do. */
  void age(int transactions) {
    jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "set synchronous_commit = off; do $$ begin for i in 1.."
                        + transactions
                        + " loop perform pg_current_xact_id(); commit; end loop; end $$"));
  }

  /** Kills it and throws its files away. */
  void destroy() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> backends = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    backends.forEach(backend -> backend.onExit().join());
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    if (Files.exists(data.resolve("postmaster.pid"))) {
      succeed("pg_ctl", "-D", data.toString(), "stop", "-m", "immediate", "-w");
    }
  }

  private static void succeed(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    // PostgreSQL refuses root; in a user namespace of its own root is nobody, and still the owner.
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folders()[0].resolve(program).toString());
    command.addAll(List.of(arguments));
    Tool.Outcome outcome = Tool.run(command, Map.of(), "");
    assertThat(outcome.code()).as(outcome.output()).isZero();
  }

  /** The newest release first. */
  static Path[] folders() {
    if (!Files.isDirectory(PACKAGES)) {
      return new Path[0];
    }
    try (Stream<Path> releases = Files.list(PACKAGES)) {
      return releases
          .sorted(Comparator.comparing(Path::toString).reversed())
          .map(release -> release.resolve("bin"))
          .toArray(Path[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
