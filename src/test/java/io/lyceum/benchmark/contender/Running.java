package io.lyceum.benchmark.contender;

import io.lyceum.faults.stage.Daemon;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.testkit.TestDatabase;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that runs and serves.
 *
 * @param processes one, or the nodes of a cluster
 * @param address host:port of each, with commas between
 */
public record Running(
    Contender contender, TestDatabase database, List<Daemon> processes, String address)
    implements AutoCloseable {

  /** The first. */
  public Daemon process() {
    return processes.getFirst();
  }

  /** The database as the server's own role reaches it. */
  public DatabaseAddress databaseAddress() {
    return database.owner();
  }

  /** Of the server and the processes it has started, without the database's. */
  public List<Long> pids() {
    return processes.stream()
        .map(process -> ProcessHandle.of(process.pid()).orElseThrow())
        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Ends it at once; its database is dropped. */
  @Override
  public void close() {
    processes.forEach(Daemon::kill);
    database.close();
  }
}
