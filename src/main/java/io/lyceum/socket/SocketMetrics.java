package io.lyceum.socket;

import io.lyceum.platform.metrics.Buckets;
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
  final Counter opened;
  final Counter droppedLatest;
  final Counter droppedSignals;
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
    opened = count("lyceum.sockets.opened", "Handshakes accepted");
    String lossy = "Lossy frames dropped for slow readers, by lane; presence counts as a signal";
    droppedLatest = count("lyceum.socket.dropped", lossy, "lane", "latest");
    droppedSignals = count("lyceum.socket.dropped", lossy, "lane", "signal");
    catchUps = count("lyceum.socket.catchups", "Times a slow reader's events are fetched later");
    commands =
        Timer.builder("lyceum.socket.command")
            .description("From a command frame's arrival to its answer being handed to the socket")
            .serviceLevelObjectives(Buckets.latency())
            .register(registry);
  }

  void closed(CloseReason reason) {
    closed(reason.wire());
  }

  /** The other side went, or the line did. */
  void closedByClient() {
    closed("client");
  }

  private void closed(String code) {
    String description = "Sockets ended, by bye's code; client: not ended by the server";
    count("lyceum.socket.closed", description, "code", code).increment();
  }

  private Counter count(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
