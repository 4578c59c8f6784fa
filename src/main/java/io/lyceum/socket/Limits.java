package io.lyceum.socket;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What one socket has used of what it may: frames, commands, bad frames, silence. */
final class Limits {
  private static final long BAD_FRAME_WINDOW = Duration.ofSeconds(10).toNanos();

  private final int maxBad;
  private final RateLimit frames;
  private final RateLimit commands;
  private final LongSupplier nanos;
  private final long openedAt;
  private long heardAt;
  private long badSince;
  private int bad;

  Limits(SocketSettings settings, LongSupplier nanos) {
    this.nanos = nanos;
    this.openedAt = nanos.getAsLong();
    this.heardAt = openedAt;
    this.badSince = openedAt;
    this.maxBad = settings.badFrames();
    this.frames = new RateLimit(settings.framesPerSecond(), heardAt);
    this.commands = new RateLimit(settings.commandsPerSecond(), heardAt);
  }

  /** A frame came; false when there were too many. */
  boolean frame() {
    heardAt = nanos.getAsLong();
    return frames.take(heardAt);
  }

  /** A ping or pong came; false when there were too many. */
  boolean control() {
    return frames.take(nanos.getAsLong());
  }

  /** A command or signal came; false when there were too many. */
  boolean command() {
    return commands.take(nanos.getAsLong());
  }

  long retryAfterMs() {
    return commands.retryAfterMs();
  }

  /** The frame was unreadable; false when it was one too many. */
  boolean badFrame() {
    long now = nanos.getAsLong();
    if (now - badSince > BAD_FRAME_WINDOW) {
      badSince = now;
      bad = 0;
    }
    return ++bad < maxBad;
  }

  /** How long the socket is open. */
  Duration age() {
    return Duration.ofNanos(nanos.getAsLong() - openedAt);
  }

  Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - heardAt);
  }
}
