package io.lyceum.media.film;

import io.lyceum.media.recording.Part;
import io.lyceum.media.recording.PartHistory;
import io.lyceum.media.recording.PartState;
import io.lyceum.media.recording.RecordingSettings;
import io.lyceum.media.store.MediaStore;
import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jdbi.v3.core.HandleCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of parts that are over, and deletes those that are to go; a few at a time, where
 * blocking work belongs. A part is anybody's: a node that dies leaves it to another, and doing it
 * twice ends the same. What the media server wrote is deleted last.
 */
public final class Workshop {
  private static final Logger log = LoggerFactory.getLogger(Workshop.class);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration IDLE_ROUND = Duration.ofMinutes(1);

  /** Longer than a room's word takes, so that only a part whose room died is ended by silence. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration LEASE = Duration.ofSeconds(45);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int MOST_ATTEMPTS = 4;

  private final Database database;
  private final RecordingSettings settings;
  private final MediaStore store;
  private final InstantSource clock;
  private final Semaphore hands;
  private final Timer made;
  private final Counter failures;
  private final Counter deleted;
  private final AtomicLong waiting = new AtomicLong();

  public Workshop(
      Database database,
      RecordingSettings settings,
      MediaStore store,
      InstantSource clock,
      MeterRegistry meters) {
    this.database = database;
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.hands = new Semaphore(settings.films());
    this.made =
        Timer.builder("lyceum.recording.films")
            .description("Recorded parts of which a file was made, and how long that took")
            .register(meters);
    this.failures =
        Counter.builder("lyceum.recording.failures")
            .description("Times no file could be made of a recorded part")
            .register(meters);
    this.deleted =
        Counter.builder("lyceum.recording.deleted")
            .description("Recorded parts that were deleted with their files")
            .register(meters);
    Gauge.builder("lyceum.recording.waiting", waiting, AtomicLong::get)
        .description("Recorded parts of which a file is still to be made")
        .register(meters);
  }

  /** Where nothing is recorded, it only deletes what once was. */
  public void start(ActorSystem<?> system) {
    Duration pause = settings.isOn() ? ROUND : IDLE_ROUND;
    database.repeat(system, pause, pause, this::round);
  }

  /** Blocking; does nothing while as many as may are at it. */
  void round() {
    if (!hands.tryAcquire()) {
      return;
    }
    try {
      across(
          handle -> PartHistory.endSilent(handle, clock.instant().minus(SILENCE), clock.instant()));
      Optional<Part> taken = take();
      while (taken.isPresent()) {
        work(taken.get());
        taken = take();
      }
      if (settings.isOn()) {
        sweep();
      }
      waiting.set(across(PartHistory::waiting));
    } catch (RuntimeException | IOException e) {
      // The database or the spool is away; the next round asks again.
      log.atWarn().addKeyValue("why", e.getClass().getSimpleName()).log("Recordings wait");
    } finally {
      hands.release();
    }
  }

  private Optional<Part> take() {
    return across(handle -> PartHistory.take(handle, settings.isOn(), clock.instant(), LEASE));
  }

  private void work(Part part) {
    try {
      if (part.state() == PartState.GONE) {
        delete(part);
      } else {
        film(part);
      }
    } catch (IOException | UncheckedIOException | FilmProblem e) {
      failed(part, e);
    }
  }

  private void film(Part part) throws IOException, FilmProblem {
    if (Film.isGrowing(part.id(), settings.spool(), clock.instant())) {
      across(
          handle -> {
            PartHistory.later(handle, part, clock.instant().plus(AGAIN));
            return part;
          });
      return;
    }
    long begun = System.nanoTime();
    Path folder = settings.spool().resolve(Leftovers.WORK).resolve(part.id());
    Leftovers.clear(folder);
    Files.createDirectories(folder);
    try {
      Optional<Film> film = Film.make(part.id(), folder, settings, () -> hold(part));
      if (film.isEmpty()) {
        across(
            handle -> {
              PartHistory.remove(handle, part);
              return part;
            });
      } else {
        keep(part, film.get());
        made.record(Duration.ofNanos(System.nanoTime() - begun));
      }
      Leftovers.clear(settings.spool(), part.id());
    } finally {
      Leftovers.clear(folder);
    }
  }

  private void keep(Part part, Film film) throws IOException {
    long size = Files.size(film.file());
    store.put(part.file(), film.file(), film.type());
    boolean kept =
        across(
            handle ->
                PartHistory.ready(
                    handle,
                    part,
                    part.startedAt().plus(film.afterBegin()),
                    film.length(),
                    film.type(),
                    size));
    if (!kept) {
      // Erased or expired meanwhile; whoever deletes it may have been here before the file.
      store.delete(part.file());
    }
    log.atInfo()
        .addKeyValue("topic", part.topic().wire())
        .addKeyValue("part", part.id())
        .addKeyValue("ms", film.length().toMillis())
        .addKeyValue("bytes", size)
        .log("A recorded part has its file");
  }

  private void delete(Part part) throws IOException {
    store.delete(part.file());
    Leftovers.clear(settings.spool(), part.id());
    across(
        handle -> {
          PartHistory.remove(handle, part);
          return part;
        });
    deleted.increment();
    log.atInfo()
        .addKeyValue("topic", part.topic().wire())
        .addKeyValue("part", part.id())
        .log("A recorded part was deleted");
  }

  private void failed(Part part, Exception why) {
    failures.increment();
    boolean over = part.state() == PartState.PROCESSING && part.attempts() >= MOST_ATTEMPTS;
    String reason = why instanceof FilmProblem ? why.getMessage() : why.getClass().getSimpleName();
    log.atWarn()
        .addKeyValue("topic", part.topic().wire())
        .addKeyValue("part", part.id())
        .addKeyValue("attempts", part.attempts())
        .addKeyValue("why", String.valueOf(why.getMessage()))
        .log(over ? "A recorded part has no file" : "A recorded part could not be worked on yet");
    across(
        handle -> {
          if (over) {
            PartHistory.failed(handle, part, String.valueOf(reason), clock.instant());
          } else {
            PartHistory.putBack(
                handle,
                part,
                String.valueOf(reason),
                clock.instant().plus(AGAIN.multipliedBy(part.attempts())));
          }
          return part;
        });
  }

  private void hold(Part part) {
    across(
        handle -> {
          PartHistory.hold(handle, part, clock.instant().plus(LEASE));
          return part;
        });
  }

  /** A worker that died after its part was ready, or removed, had no time to. */
  private void sweep() throws IOException {
    Set<String> there = Leftovers.parts(settings.spool());
    if (!there.isEmpty()) {
      across(handle -> PartHistory.unfinished(handle, there)).forEach(there::remove);
      for (String part : there) {
        Leftovers.clear(settings.spool(), part);
      }
    }
  }

  private <T> T across(HandleCallback<T, RuntimeException> work) {
    return database.acrossSchools(work).toCompletableFuture().join();
  }
}
