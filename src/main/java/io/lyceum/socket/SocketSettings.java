package io.lyceum.socket;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code lyceum.socket} in {@code socket.conf} explains each figure.
 *
 * @param spread reconnects after a planned end are spread over this time
 */
public record SocketSettings(
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
    int queueChars,
    int socketsPerUser,
    int maxSockets) {

  public static SocketSettings of(Config lyceum) {
    Config c = lyceum.getConfig("socket");
    return new SocketSettings(
        c.getInt("frame-bytes"),
        c.getInt("inflight"),
        c.getInt("topics"),
        c.getInt("commands-per-second"),
        c.getInt("frames-per-second"),
        c.getInt("bad-frames"),
        c.getDuration("hello-timeout"),
        c.getDuration("heartbeat"),
        c.getDuration("mobile-heartbeat"),
        c.getDuration("slow-timeout"),
        c.getDuration("spread"),
        c.getInt("queue-frames"),
        c.getInt("queue-chars"),
        c.getInt("sockets-per-user"),
        c.getInt("max-sockets"));
  }
}
