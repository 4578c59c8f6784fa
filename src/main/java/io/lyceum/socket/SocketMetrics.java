package io.lyceum.socket;

import io.micrometer.core.instrument.Counter;
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
    registry.gauge("lyceum.sockets.open", open);
    framesIn = registry.counter("lyceum.socket.frames", "direction", "in");
    framesOut = registry.counter("lyceum.socket.frames", "direction", "out");
    dropped = registry.counter("lyceum.socket.dropped");
    catchUps = registry.counter("lyceum.socket.catchups");
    commands =
        Timer.builder("lyceum.socket.command").publishPercentileHistogram().register(registry);
  }

  void closed(CloseReason reason) {
    registry.counter("lyceum.socket.closed", "code", reason.wire()).increment();
  }
}
