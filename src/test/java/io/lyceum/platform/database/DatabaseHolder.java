package io.lyceum.platform.database;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;

/** A process of its own that starts a database, writes a row and then waits to be killed. */
final class DatabaseHolder {
  private DatabaseHolder() {}

  @SuppressWarnings("SystemOut") // the parent reads it
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
    DatabaseAddress address = database.address();
    Jdbi.create(address.url(), address.user(), address.password())
        .useHandle(
            handle -> {
              handle.execute("create table if not exists kept (value text)");
              handle.execute("insert into kept values ('by a killed process')");
            });
    System.out.println("written");
    Thread.sleep(Long.MAX_VALUE);
  }
}
