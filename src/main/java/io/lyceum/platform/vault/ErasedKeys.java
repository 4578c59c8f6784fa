package io.lyceum.platform.vault;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.privacy.DataSubject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Which keys were destroyed lately: every node reads it every second and lets go of them. */
public final class ErasedKeys {
  private static final Logger log = LoggerFactory.getLogger(ErasedKeys.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /**
   * Each reading goes back so far, for erasures that were written before the last one and committed
   * after it. No transaction is that long, see the limits of the database's pool.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(15);

  /**
   * After the first time an erasure is told once more: what was being read or moved between nodes
   * with the key still at hand is over by then.
   */
  private static final int TOLD_AGAIN = 8;

  private final Database database;
  private final Vault vault;

  /** How often each of the last {@link #OVERLAP} was read. */
  private final Map<DataSubject, Integer> known = new HashMap<>();

  private Consumer<Collection<DataSubject>> listener = _ -> {};

  /** By the database's clock. */
  private Optional<OffsetDateTime> readUntil = Optional.empty();

  private boolean failed;

  public ErasedKeys(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Reads until the system ends.
   *
   * @param told when these people's keys are dropped, to have what is in memory forgotten; twice of
   *     each
   */
  public void watch(ActorSystem<?> system, Consumer<Collection<DataSubject>> told) {
    listener = told;
    database.repeat(system, Duration.ZERO, EVERY, this::read);
  }

  /** One reading at a time. */
  public synchronized void read() {
    try {
      List<DataSubject> rows =
          database
              .jdbi()
              .inTransaction(
                  handle -> {
                    SchoolScope.all(handle);
                    return rows(handle);
                  });
      known.keySet().retainAll(rows);
      List<DataSubject> news =
          rows.stream()
              .filter(
                  row -> {
                    int times = known.merge(row, 1, Integer::sum);
                    return times == 1 || times == TOLD_AGAIN;
                  })
              .toList();
      if (!news.isEmpty()) {
        vault.drop(news);
        listener.accept(news);
      }
      failed = false;
    } catch (RuntimeException e) {
      log.atLevel(failed ? Level.DEBUG : Level.WARN)
          .log("Which keys were destroyed could not be read: {}", e.getMessage());
      failed = true;
    }
  }

  private List<DataSubject> rows(Handle handle) {
    OffsetDateTime now =
        handle.select("select clock_timestamp()").mapTo(OffsetDateTime.class).one();
    List<DataSubject> rows =
        handle
            .select(
                "select school, person from person_key where destroyed_at > ?",
                readUntil.orElse(now.minus(OVERLAP)))
            .map(
                (row, _) ->
                    new DataSubject(
                        new SchoolId(row.getString("school")), new UserId(row.getString("person"))))
            .list();
    readUntil = Optional.of(now.minus(OVERLAP));
    return rows;
  }
}
