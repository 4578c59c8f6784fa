package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out for how long schools keep things: a run every six hours, by whichever node sees first
 * that it is due. A run that a crash ends is gone on with by the next one.
 */
public final class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofHours(6);

  /** Of one thing of one school in a run; what is left waits for the next. */
  private static final int BATCHES = 1_000;

  private final Database database;
  private final List<Expiry> expiries;
  private final Clock clock;
  private final Map<Kept, Counter> expired = new EnumMap<>(Kept.class);
  private final Counter failures;

  public Retention(Database database, List<Expiry> expiries, Clock clock, MeterRegistry registry) {
    this.database = database;
    this.expiries = List.copyOf(expiries);
    this.clock = clock;
    for (Kept kept : Kept.values()) {
      expired.put(
          kept,
          Counter.builder("lyceum.retention.expired")
              .description("What schools no longer keep and was let go of")
              .tag("kept", name(kept))
              .register(registry));
    }
    this.failures =
        Counter.builder("lyceum.retention.failures")
            .description("Times something could not be let go of")
            .register(registry);
  }

  public void start(ActorSystem<?> system) {
    database.repeat(system, FIRST, LOOK, this::runIfDue);
  }

  /** Blocking; does nothing when another node has this run. */
  void runIfDue() {
    try {
      if (isOurs()) {
        database.acrossSchools(Schools::keepings).toCompletableFuture().join().forEach(this::of);
      }
    } catch (RuntimeException e) {
      failed("all schools", e);
    }
  }

  private boolean isOurs() {
    Instant now = clock.instant();
    return database
            .statement(
                handle ->
                    handle.execute(
                        "update retention_run set next_at = ? where next_at <= ?",
                        now.plus(EVERY).atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC)))
            .toCompletableFuture()
            .join()
        == 1;
  }

  private void of(SchoolId school, Keeping keeping) {
    for (Expiry expiry : expiries) {
      int days = keeping.days(expiry.kept());
      if (days > 0) {
        try {
          expire(school, expiry, clock.instant().minus(Duration.ofDays(days)));
        } catch (RuntimeException e) {
          failed(school.value(), e);
        }
      }
    }
  }

  private void expire(SchoolId school, Expiry expiry, Instant before) {
    long all = 0;
    int batch = 1;
    for (int i = 0; i < BATCHES && batch > 0; i++) {
      batch = expiry.expire(school, before);
      all += batch;
      Objects.requireNonNull(expired.get(expiry.kept())).increment(batch);
    }
    if (all > 0) {
      log.atInfo()
          .addKeyValue("school", school.value())
          .addKeyValue("kept", name(expiry.kept()))
          .addKeyValue("before", before)
          .addKeyValue("expired", all)
          .addKeyValue("more", batch > 0)
          .log("A school's old data was let go of");
    }
  }

  private void failed(String school, RuntimeException why) {
    failures.increment();
    log.atWarn()
        .addKeyValue("school", school)
        .setCause(why)
        .log("Old data could not be let go of and will be tried again");
  }

  private static String name(Kept kept) {
    return kept.name().toLowerCase(Locale.ROOT);
  }
}
