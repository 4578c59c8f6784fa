package io.lyceum.platform.projection;

import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each projection is behind the journal, looked up every few seconds. Every node tells it
 * of all projections, wherever they run: take the largest.
 */
public final class ProjectionLag {
  private static final Logger log = LoggerFactory.getLogger(ProjectionLag.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Beyond so many rows it does not matter how many; counting on would cost. */
  private static final int MOST = 10_000;

  private static final String LOOK =
      """
      select o.projection, max(behind.rows) as rows, min(behind.oldest) as oldest
      from projection_offset o cross join lateral (
        select count(*) as rows, min(write_timestamp) as oldest
        from (select write_timestamp from event_journal j where (j.tx, j.ordering) > (o.tx, o.ordering)
              order by j.tx, j.ordering limit :most) unread) behind
      group by o.projection
      """;

  private record Behind(String projection, long rows, long oldestMillis) {}

  private final Database database;
  private final Clock clock;
  private final MultiGauge seconds;
  private final MultiGauge rows;

  private ProjectionLag(Database database, Clock clock, MeterRegistry registry) {
    this.database = database;
    this.clock = clock;
    this.seconds =
        MultiGauge.builder("lyceum.projection.lag")
            .description(
                "Age of the oldest journal entry a projection has not passed; 0 when level")
            .baseUnit("seconds")
            .register(registry);
    this.rows =
        MultiGauge.builder("lyceum.projection.behind")
            .description("Journal entries a projection has not passed; counted up to 10,000")
            .baseUnit("rows")
            .register(registry);
  }

  /** Looks until the actor system ends. */
  public static void start(
      ActorSystem<?> system, Database database, Clock clock, MeterRegistry registry) {
    ProjectionLag lag = new ProjectionLag(database, clock, registry);
    database.repeat(system, Duration.ofSeconds(1), EVERY, lag::look);
  }

  private void look() {
    try {
      List<Row<?>> ages = new ArrayList<>();
      List<Row<?>> counts = new ArrayList<>();
      for (Behind behind : read()) {
        Tags projection = Tags.of("projection", behind.projection());
        double age = behind.rows() == 0 ? 0 : (clock.millis() - behind.oldestMillis()) / 1e3;
        ages.add(Row.of(projection, Math.max(0, age)));
        counts.add(Row.of(projection, behind.rows()));
      }
      seconds.register(ages, true);
      rows.register(counts, true);
    } catch (RuntimeException e) {
      // The readiness tells of a database that does not answer; the figures stay as they were.
      log.debug("the lag of projections is not known: {}", e.getMessage());
    }
  }

  private List<Behind> read() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(LOOK)
                    .bind("most", MOST)
                    .map(
                        (row, _) ->
                            new Behind(
                                row.getString("projection"),
                                row.getLong("rows"),
                                row.getLong("oldest")))
                    .list());
  }
}
