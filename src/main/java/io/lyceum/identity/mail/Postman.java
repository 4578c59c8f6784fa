package io.lyceum.identity.mail;

import io.lyceum.platform.settings.MailSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox, on one thread of its own. A mail goes out at least once: a node
 * that dies between sending and noting it leaves it to another. What the server does not take is
 * tried again, ever more rarely.
 */
public final class Postman implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Postman.class);
  private static final Duration ROUND = Duration.ofSeconds(1);

  /** Longer than any dialogue with a server that answers at all. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** A day and a half; every link in a mail is older then than it may be. */
  private static final int MOST_ATTEMPTS = 40;

  private final Outbox outbox;
  private final Smtp smtp;
  private final Jdbi jdbi;
  private final Counter sent;
  private final Counter failed;
  private final AtomicLong waiting = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("postman").factory());

  private Postman(Outbox outbox, MailSettings settings, Jdbi jdbi, MeterRegistry meters) {
    this.outbox = outbox;
    this.smtp = new Smtp(settings);
    this.jdbi = jdbi;
    this.sent = Counter.builder("lyceum.mail.sent").description("Mails sent").register(meters);
    this.failed =
        Counter.builder("lyceum.mail.failures")
            .description("Attempts to send a mail that failed")
            .register(meters);
    Gauge.builder("lyceum.mail.waiting", waiting, AtomicLong::get)
        .description("Mails that are not sent yet")
        .register(meters);
  }

  /** Empty, and said in the log, when the installation sends no mails. */
  public static Optional<Postman> start(
      Outbox outbox, MailSettings settings, Jdbi jdbi, MeterRegistry meters) {
    if (!settings.isOn()) {
      log.info("lyceum.mail.host is not set: no mails are sent");
      return Optional.empty();
    }
    Postman postman = new Postman(outbox, settings, jdbi, meters);
    var _ =
        postman.thread.scheduleWithFixedDelay(
            postman::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.of(postman);
  }

  private void round() {
    try {
      Optional<Outbox.Taken> taken = take();
      while (taken.isPresent() && !thread.isShutdown()) {
        send(taken.get());
        taken = take();
      }
      waiting.set(jdbi.withHandle(outbox::waiting));
    } catch (RuntimeException e) {
      // The database is away; the next round asks it again.
      log.atWarn().addKeyValue("why", e.getClass().getSimpleName()).log("Mails cannot be read");
    }
  }

  private Optional<Outbox.Taken> take() {
    return jdbi.inTransaction(handle -> outbox.take(handle, LEASE));
  }

  private void send(Outbox.Taken taken) {
    try {
      smtp.send(outbox.open(taken));
      sent.increment();
      jdbi.useHandle(handle -> outbox.remove(handle, taken));
    } catch (MessagingException | IllegalStateException e) {
      failed.increment();
      boolean hopeless =
          isRefused(e) || e instanceof IllegalStateException || taken.attempts() >= MOST_ATTEMPTS;
      // Never its message: that may quote the address.
      log.atWarn()
          .addKeyValue("mail", taken.id())
          .addKeyValue("attempts", taken.attempts())
          .addKeyValue("why", e.getClass().getSimpleName())
          .log(hopeless ? "A mail cannot be sent" : "A mail could not be sent yet");
      jdbi.useHandle(
          handle -> {
            if (hopeless) {
              outbox.remove(handle, taken);
            } else {
              outbox.putBack(handle, taken, wait(taken.attempts()));
            }
          });
    }
  }

  /** For good; an address that is refused for now does not stand there. */
  private static boolean isRefused(Exception failure) {
    return failure instanceof SendFailedException refused
        && refused.getInvalidAddresses() != null
        && refused.getInvalidAddresses().length > 0;
  }

  private static Duration wait(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
