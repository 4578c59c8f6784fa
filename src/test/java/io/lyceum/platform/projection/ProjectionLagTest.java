package io.lyceum.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.lyceum.platform.database.Database;
import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProjectionLagTest {
  @RegisterExtension final TestDatabase database = TestDatabase.fresh();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private double gauge(String name, String projection) {
    return registry.get(name).tag("projection", projection).gauge().value();
  }

  private static void entry(Handle handle, long seq, long writtenAt) {
    handle.execute(
        "insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,"
            + " event_ser_id, event_ser_manifest, event_payload)"
            + " values ('demo|chat:1', ?, 'w', ?, 1, 'm', '')",
        seq,
        writtenAt);
  }

  @Test
  void one_that_is_behind_shows_how_many_entries_and_how_old_the_first_of_them_is() {
    long now = Clock.systemUTC().millis();
    database
        .jdbi()
        .useTransaction(
            handle -> {
              entry(handle, 1, now - 60_000);
              entry(handle, 2, now - 30_000);
              entry(handle, 3, now);
            });
    database
        .jdbi()
        .useHandle(
            handle -> {
              for (String[] place :
                  new String[][] {{"new", "0", "0"}, {"halfway", "1", "1"}, {"level", "3", "3"}}) {
                handle.execute(
                    "insert into projection_offset select ?, 0, tx, ordering from event_journal"
                        + " where sequence_number = ? union all select ?, 0, '0', 0 where ? = 0",
                    place[0],
                    Long.parseLong(place[1]),
                    place[0],
                    Long.parseLong(place[1]));
              }
            });
    ActorTestKit kit =
        ActorTestKit.create(
            "lag",
            ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(ConfigFactory.defaultReference()));
    try {
      ProjectionLag.start(
          kit.system(),
          new Database(database.dataSource(), Executors.newVirtualThreadPerTaskExecutor()),
          Clock.systemUTC(),
          registry);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> registry.find("lyceum.projection.behind").gauges().size() == 3);
      assertThat(gauge("lyceum.projection.behind", "new")).isEqualTo(3);
      assertThat(gauge("lyceum.projection.behind", "halfway")).isEqualTo(2);
      assertThat(gauge("lyceum.projection.behind", "level")).isZero();
      assertThat(gauge("lyceum.projection.lag", "new")).isBetween(60.0, 120.0);
      assertThat(gauge("lyceum.projection.lag", "halfway")).isBetween(30.0, 90.0);
      assertThat(gauge("lyceum.projection.lag", "level")).isZero();
    } finally {
      kit.shutdownTestKit();
    }
  }
}
