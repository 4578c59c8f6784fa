package io.lyceum;

import io.lyceum.platform.database.DatabaseProblem;
import io.lyceum.platform.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The embedded PostgreSQL as a process of its own, for several nodes on one machine: {@code java
 * -jar lyceum.jar database FOLDER PORT}. It runs until it is told to stop.
 */
final class LocalDatabase {
  static final String COMMAND = "database";

  private LocalDatabase() {}

  static void run(String[] arguments) {
    if (arguments.length != 3 || !arguments[2].matches("\\d{1,5}")) {
      throw new DatabaseProblem("To start a database say: database FOLDER PORT");
    }
    Path folder = Path.of(arguments[1]).toAbsolutePath().normalize();
    EmbeddedDatabase database = EmbeddedDatabase.start(folder, Integer.parseInt(arguments[2]));
    database.stopAfter(CompletableFuture.completedFuture(null));
    System.out.println("PostgreSQL is ready at " + database.node().url());
    awaitEnd();
  }

  /** The hook that stops the database ends the process. */
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
