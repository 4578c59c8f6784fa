package io.lyceum.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL below the data directory, for a node on its own. What it acknowledged is on the
 * disk. It listens on 127.0.0.1 only and asks everyone for the password kept in the data directory.
 * It outlives a crash of the node and is found again; when it crashes itself it is started again.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String USER = "lyceum";
  private static final String NODE = "lyceum_node";
  private static final String NAME = "lyceum";

  /** Backends of a killed postmaster need a moment to notice, and until then hold its memory. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final PostgresProgram program;
  private final DatabaseAddress address;
  private final FreshServer inside;
  private final ReentrantLock starting = new ReentrantLock();
  private final int port;
  private volatile boolean closed;

  private EmbeddedDatabase(DataDirectory data, PostgresProgram program, int port, String password) {
    this.data = data;
    this.program = program;
    this.port = port;
    this.address = address(port, password);
    this.inside = new FreshServer(address, NAME);
  }

  /**
   * Starts the database in {@code folder}, or takes over the one that is still running there.
   *
   * @throws DatabaseProblem when another node uses the folder or PostgreSQL does not start
   */
  public static EmbeddedDatabase start(Path folder) {
    return start(folder, 0);
  }

  /** The same on a port others know; 0 for any. */
  public static EmbeddedDatabase start(Path folder, int port) {
    try {
      DataDirectory data = DataDirectory.take(folder);
      try {
        return start(data, port);
      } catch (IOException | RuntimeException e) {
        data.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DatabaseProblem("The embedded PostgreSQL cannot start: " + e.getMessage(), e);
    }
  }

  private static EmbeddedDatabase start(DataDirectory data, int port) throws IOException {
    PostgresProgram program = PostgresProgram.in(data.folder());
    String password = data.password();
    if (!Files.exists(data.cluster())) {
      log.info("Making a new database in {}", data.cluster());
      initialize(data, program);
    }
    boolean running = isRunning(data, program);
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            data,
            program,
            running ? runningPort(data) : port == 0 ? data.freePort() : port,
            password);
    if (!running || !database.takeOver()) {
      database.startServer();
      database.inside.createDatabase();
    }
    database.watch();
    return database;
  }

  /** False when what looked alive was just dying. */
  private boolean takeOver() {
    try {
      inside.createDatabase();
      log.info("The database is still running and goes on");
      return true;
    } catch (DatabaseProblem e) {
      return false;
    }
  }

  /**
   * The address of the database that a node runs in {@code folder}.
   *
   * @throws IOException when none does
   */
  public static DatabaseAddress addressIn(Path folder) throws IOException {
    String port = Files.readString(folder.resolve(DataDirectory.PORT)).strip();
    return address(
        Integer.parseInt(port), Files.readString(folder.resolve(DataDirectory.PASSWORD)).strip());
  }

  private static DatabaseAddress address(int port, String password) {
    return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, USER, password);
  }

  /** As the superuser, who owns the schema. */
  public DatabaseAddress address() {
    return address;
  }

  /**
   * As the role nodes work as, which owns nothing; its password is in {@code node.password} beside
   * the data.
   */
  public DatabaseAddress node() {
    String password = inside.createRole(NODE, data.folder().resolve("node.password"));
    return new DatabaseAddress(address.url(), NODE, password);
  }

  /**
   * Stops the database when the JVM ends, but only after {@code users} is done (the actor system's
   * termination): JVM shutdown hooks run at the same time.
   */
  public void stopAfter(CompletionStage<?> users) {
    Thread hook =
        new Thread(
            () -> {
              try {
                users.toCompletableFuture().get(60, TimeUnit.SECONDS);
              } catch (ExecutionException | TimeoutException e) {
                log.warn("Stopping the database before everything else has stopped");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              close();
            },
            "stop-database");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Stops PostgreSQL cleanly, open connections are cut; the folder is free for another node. */
  @Override
  public void close() {
    starting.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      program.run(
          "pg_ctl", "-D", data.cluster().toString(), "stop", "-m", "fast", "-w", "-t", "20");
      data.close();
    } catch (IOException e) {
      log.warn("The database did not stop cleanly: {}", e.getMessage());
    } finally {
      starting.unlock();
    }
  }

  private static void initialize(DataDirectory data, PostgresProgram program) throws IOException {
    // Under another name until it is whole: a start that is interrupted here begins anew.
    Path unfinished = data.folder().resolve("postgres.part");
    Folders.delete(unfinished);
    PostgresProgram.Outcome outcome =
        program.run(
            "initdb",
            "-D",
            unfinished.toString(),
            "-U",
            USER,
            "--auth=scram-sha-256",
            "--pwfile=" + data.passwordFile(),
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8");
    if (!outcome.succeeded()) {
      throw new DatabaseProblem(
          "The embedded PostgreSQL cannot be set up: " + lastLine(outcome.output()));
    }
    Files.move(unfinished, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isRunning(DataDirectory data, PostgresProgram program) throws IOException {
    return program.run("pg_ctl", "-D", data.cluster().toString(), "status").succeeded();
  }

  /** The fourth line of postmaster.pid. */
  private static int runningPort(DataDirectory data) throws IOException {
    return Integer.parseInt(pidFile(data).get(3).strip());
  }

  private static List<String> pidFile(DataDirectory data) throws IOException {
    return Files.readAllLines(data.cluster().resolve("postmaster.pid"));
  }

  private void startServer() throws IOException {
    Path output = data.folder().resolve("postgres.log");
    Files.deleteIfExists(output);
    String options =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
            + " -c max_connections=100 -c timezone=UTC";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      PostgresProgram.Outcome outcome =
          program.run(
              "pg_ctl",
              "-D",
              data.cluster().toString(),
              "-l",
              output.toString(),
              "-o",
              options,
              "-w",
              "-t",
              "60",
              "start");
      if (outcome.succeeded()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new DatabaseProblem("The embedded PostgreSQL does not start, see " + output + ".");
      }
      pause();
    }
  }

  /** Starts PostgreSQL again when it goes away without having been told to. */
  private void watch() throws IOException {
    long pid = Long.parseLong(pidFile(data).getFirst().strip());
    ProcessHandle.of(pid)
        .ifPresent(
            postmaster ->
                postmaster
                    .onExit()
                    .thenRunAsync(this::revive)
                    .exceptionally(
                        failure -> {
                          log.error("The database is down", failure);
                          return null;
                        }));
  }

  private void revive() {
    starting.lock();
    try {
      if (!closed) {
        log.warn("The database went away; starting it again");
        startServer();
        watch();
        log.info("The database is back");
      }
    } catch (IOException e) {
      throw new DatabaseProblem("The database cannot be started again: " + e.getMessage(), e);
    } finally {
      starting.unlock();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(250));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseProblem("The start was interrupted.", e);
    }
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }
}
