package io.lyceum.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What operators see of the sockets: how many, frames, drops, catch-ups, why they end, how long a
 * command takes.
 */
final class SocketMetrics {
  final AtomicInteger open = new AtomicInteger();
  final Counter framesIn;
  final Counter framesOut;
  final Counter dropped;
  final Counter catchUps;
  final Timer commands;
  private final MeterRegistry registry;

  SocketMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("lyceum.sockets.open", open, AtomicInteger::get)
        .description("Sockets open on this node")
        .register(registry);
    String frames = "WebSocket frames; one to a client may hold several lines";
    framesIn = count("lyceum.socket.frames", frames, "direction", "in");
    framesOut = count("lyceum.socket.frames", frames, "direction", "out");
    dropped = count("lyceum.socket.dropped", "Lossy frames dropped for slow readers");
    catchUps = count("lyceum.socket.catchups", "Times a slow reader's events are fetched later");
    commands =
        Timer.builder("lyceum.socket.command")
            .description("From a command's arrival to its answer")
            .publishPercentileHistogram()
            .register(registry);
  }

  void closed(CloseReason reason) {
    count("lyceum.socket.closed", "Sockets ended by the server", "code", reason.wire()).increment();
  }

  private Counter count(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
