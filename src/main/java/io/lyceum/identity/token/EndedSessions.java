package io.lyceum.identity.token;

import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.settings.IdentitySettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The sign-ins that ended before their access tokens did: whichever node ended one, all nodes know
 * within about a second. Asking reads no database; what is kept is as much as was ended within the
 * longest life of an access token.
 */
public final class EndedSessions {
  /** One that is over. */
  public record Ended(UUID session, UserId person) {}

  private record Row(Ended ended, OffsetDateTime at) {}

  private static final Logger log = LoggerFactory.getLogger(EndedSessions.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /**
   * Each reading goes back so far, for rows that were written before the last one and committed
   * after it. No transaction is that long, see the limits of the database's pool.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(15);

  /** No token is older; by the database's clock, so with room for a node's that differs. */
  private static final Duration KEPT = IdentitySettings.LONGEST_ACCESS.plusMinutes(5);

  private final Map<UUID, OffsetDateTime> known = new ConcurrentHashMap<>();
  private final Database database;
  private volatile Consumer<Ended> listener = _ -> {};

  /** By the database's clock; at first everything that is kept. */
  private OffsetDateTime readUntil = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private volatile long readAtNanos = System.nanoTime();
  private boolean failed;

  public EndedSessions(Database database) {
    this.database = database;
  }

  /**
   * Reads until the system ends.
   *
   * @param told of each, maybe several times, so that its sockets end
   */
  public void watch(ActorSystem<?> system, MeterRegistry meters, Consumer<Ended> told) {
    listener = told;
    Gauge.builder("lyceum.sessions.ended", known::size)
        .description("Sign-ins that ended before their access tokens expired")
        .register(meters);
    Gauge.builder("lyceum.sessions.ended.lag", () -> (System.nanoTime() - readAtNanos) / 1e9)
        .description("How long ago this node learnt which sign-ins have ended")
        .baseUnit("seconds")
        .register(meters);
    database.repeat(system, Duration.ZERO, EVERY, this::read);
  }

  public boolean contains(UUID session) {
    return known.containsKey(session);
  }

  /** One reading at a time; while the database is away, what is known stays. */
  synchronized void read() {
    try {
      List<Row> rows = database.jdbi().inTransaction(this::rows);
      rows.forEach(row -> known.put(row.ended().session(), row.at()));
      // Told again while the overlap lasts: a socket may have come between the token's proof and
      // this reading.
      rows.forEach(row -> listener.accept(row.ended()));
      readAtNanos = System.nanoTime();
      failed = false;
    } catch (RuntimeException e) {
      log.atLevel(failed ? Level.DEBUG : Level.WARN)
          .log("Which sign-ins have ended could not be read: {}", e.getMessage());
      failed = true;
    }
  }

  private List<Row> rows(Handle handle) {
    OffsetDateTime now =
        handle.select("select clock_timestamp()").mapTo(OffsetDateTime.class).one();
    OffsetDateTime oldest = now.minus(KEPT);
    List<Row> rows =
        handle
            .select(
                "select session, person, ended_at from ended_session where ended_at > ?",
                readUntil.isBefore(oldest) ? oldest : readUntil)
            .map(
                (row, _) ->
                    new Row(
                        new Ended(
                            UUID.fromString(row.getString("session")),
                            new UserId(row.getString("person"))),
                        row.getObject("ended_at", OffsetDateTime.class)))
            .list();
    boolean first = readUntil.getYear() == 1970;
    if (known.values().removeIf(at -> at.isBefore(oldest)) || first) {
      handle.execute("delete from ended_session where ended_at < ?", oldest);
    }
    readUntil = now.minus(OVERLAP);
    return rows;
  }
}
