package io.lyceum.identity.token;

import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Keeps a node's keys those of the table, and makes the next one when it is time. */
public final class KeyWatch {
  private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);

  /** Several times within {@link SigningKeys#AHEAD}: one that fails does no harm. */
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final SigningKeys keys;
  private boolean failed;

  private KeyWatch(SigningKeys keys) {
    this.keys = keys;
  }

  /** Watches until the system ends. */
  public static void start(
      ActorSystem<?> system,
      SigningKeys keys,
      Database database,
      Clock clock,
      MeterRegistry meters) {
    KeyWatch watch = new KeyWatch(keys);
    Gauge.builder(
            "lyceum.signing.key.age",
            () -> Duration.between(keys.current().signsFrom(), clock.instant()).toMillis() / 1e3)
        .description("How long the key has signed that signs now")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("lyceum.signing.keys", () -> keys.all().size())
        .description("Keys that verify access tokens")
        .register(meters);
    keys.whenUnknown(() -> database.blocking().execute(() -> watch.attempt(keys::reload)));
    database.blocking().execute(() -> watch.attempt(keys::rotateAtStart));
    database.repeat(system, EVERY, EVERY, () -> watch.attempt(watch::look));
  }

  private void look() {
    keys.reload();
    keys.rotate();
  }

  /** What is known goes on to sign and to verify. */
  private synchronized void attempt(Runnable work) {
    try {
      work.run();
      failed = false;
    } catch (RuntimeException e) {
      log.atLevel(failed ? Level.DEBUG : Level.WARN)
          .log("The signing keys could not be read: {}", e.getMessage());
      failed = true;
    }
  }
}
