package io.lyceum.socket;

import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code lyceum.socket} in {@code socket.conf} explains each figure.
 *
 * @param slowCommand a command whose answer takes longer is worth a line in the log
 * @param spread reconnects after a planned end are spread over this time
 */
public record SocketSettings(
    SocketTransport transport,
    int frameBytes,
    int inflight,
    int topics,
    int commandsPerSecond,
    int framesPerSecond,
    int badFrames,
    Duration helloTimeout,
    Duration heartbeat,
    Duration mobileHeartbeat,
    Duration slowTimeout,
    Duration spread,
    int queueFrames,
    int queueBytes,
    int socketsPerUser,
    int maxSockets,
    Duration slowCommand) {

  private static final String SECTION = "lyceum.socket.";
  private static final Pattern TRANSPORT = Pattern.compile("lean|http");
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Reads {@code lyceum.socket}. */
  public static SocketSettings read(SettingReader reader) {
    return new SocketSettings(
        SocketTransport.valueOf(
            reader.text(SECTION + "transport", TRANSPORT, "lean or http").toUpperCase(Locale.ROOT)),
        reader.number(SECTION + "frame-bytes", 1_024, 1_048_576),
        reader.number(SECTION + "inflight", 1, 10_000),
        reader.number(SECTION + "topics", 1, 10_000),
        reader.number(SECTION + "commands-per-second", 1, 100_000),
        reader.number(SECTION + "frames-per-second", 1, 100_000),
        reader.number(SECTION + "bad-frames", 1, 10_000),
        reader.duration(SECTION + "hello-timeout", SHORTEST, LONGEST),
        reader.duration(SECTION + "heartbeat", SHORTEST, LONGEST),
        reader.duration(SECTION + "mobile-heartbeat", SHORTEST, LONGEST),
        reader.duration(SECTION + "slow-timeout", SHORTEST, LONGEST),
        reader.duration(SECTION + "spread", Duration.ZERO, LONGEST),
        reader.number(SECTION + "queue-frames", 1, 1_000_000),
        reader.number(SECTION + "queue-bytes", 1_024, 1_000_000_000),
        reader.number(SECTION + "sockets-per-user", 1, 10_000),
        reader.number(SECTION + "max-sockets", 1, 1_000_000),
        reader.duration(SECTION + "slow-command", Duration.ZERO, LONGEST));
  }
}
