package io.lyceum.faults.stage;

import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.Migrations;
import io.lyceum.platform.database.PostgresFiles;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL that keeps what it acknowledged, on a host of its own. */
public final class Postgres {
  private static final String ADMIN = "postgres";
  private static final String USER = "lyceum";

  private final Network network;
  private final Host host;
  private final Path programs;
  private final Path data;

  private Postgres(Network network, Host host, Path programs, Path data) {
    this.network = network;
    this.host = host;
    this.programs = programs;
    this.data = data;
  }

  /** Makes a new database below {@code folder} and starts it; the schema is migrated. */
  static Postgres create(Network network, Host host, Path unpacked, Path folder) {
    Postgres postgres =
        new Postgres(network, host, PostgresFiles.unpackedIn(unpacked), folder.resolve("postgres"));
    postgres.program("initdb", "-D", postgres.data.toString(), "-U", ADMIN, "--auth=trust", "-N");
    postgres.configure();
    postgres.start();
    postgres.createDatabase();
    return postgres;
  }

  /** The nodes' own role owns its tables and is no superuser. */
  private void createDatabase() {
    PGSimpleDataSource server = source(ADMIN, "postgres");
    Jdbi.create(server)
        .useHandle(
            handle -> {
              handle.execute("create role " + USER + " login");
              handle.execute("create database " + USER + " owner " + USER);
            });
    Migrations.run(source(USER, USER));
  }

  private void configure() {
    String settings =
        """
        listen_addresses = '%s'
        port = 5432
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        max_connections = 200
        """
            .formatted(host.address());
    try {
      Files.writeString(data.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
      Files.writeString(
          data.resolve("pg_hba.conf"), "host all all all trust\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Host host() {
    return host;
  }

  public DatabaseAddress address() {
    return new DatabaseAddress(
        "jdbc:postgresql://" + host.address() + ":5432/" + USER, USER, "none");
  }

  /** Connections of the harness, without the limits the nodes put on theirs. */
  public PGSimpleDataSource dataSource() {
    return source(ADMIN, USER);
  }

  private PGSimpleDataSource source(String user, String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://" + host.address() + ":5432/" + database);
    source.setUser(user);
    return source;
  }

  public Jdbi jdbi() {
    return Jdbi.create(dataSource());
  }

  public void start() {
    program("pg_ctl", "-D", data.toString(), "-l", log().toString(), "-w", "-t", "60", "start");
  }

  /** Stops and starts it; {@code mode} is {@code fast} or {@code immediate}. */
  public void restart(String mode) {
    program(
        "pg_ctl",
        "-D",
        data.toString(),
        "-l",
        log().toString(),
        "-m",
        mode,
        "-w",
        "-t",
        "60",
        "restart");
  }

  /** Kill -9 of the server and what it has started, as when its machine loses power. */
  public void kill() {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<ProcessHandle> backends = postmaster.children().toList();
    postmaster.destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
    postmaster.onExit().join();
    backends.forEach(backend -> backend.onExit().join());
  }

  /** All of its processes stop where they are, as on a disk that answers no more. */
  public void freeze() {
    signalAll("STOP");
  }

  public void thaw() {
    signalAll("CONT");
  }

  public void stop() {
    program("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
  }

  /** When it was started last: changes with every restart. */
  public Instant startedAt() {
    return jdbi()
        .withHandle(h -> h.select("select pg_postmaster_start_time()").mapTo(Instant.class).one());
  }

  private void signalAll(String signal) {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(pid())));
    postmaster.children().forEach(backend -> command.add(Long.toString(backend.pid())));
    Shell.run(command);
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return data.resolveSibling("postgres.log");
  }

  private void program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    // PostgreSQL refuses root; in a user namespace of its own root is nobody, and still the owner.
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve("bin").resolve(name).toString());
    command.addAll(List.of(arguments));
    Shell.run(network.on(host, command));
  }
}
