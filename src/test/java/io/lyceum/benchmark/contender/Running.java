package io.lyceum.benchmark.contender;

import io.lyceum.faults.stage.Daemon;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.testkit.TestDatabase;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that runs and serves.
 *
 * @param address host:port
 */
public record Running(Contender contender, TestDatabase database, Daemon process, String address)
    implements AutoCloseable {

  /** The database as the server's own role reaches it. */
  public DatabaseAddress databaseAddress() {
    return database.owner();
  }

  /** Of the server and the processes it has started, without the database's. */
  public List<Long> pids() {
    ProcessHandle server = ProcessHandle.of(process.pid()).orElseThrow();
    return Stream.concat(Stream.of(server), server.descendants()).map(ProcessHandle::pid).toList();
  }

  /** Ends it at once; its database is dropped. */
  @Override
  public void close() {
    process.kill();
    database.close();
  }
}
