package io.lyceum.benchmark.contender;

import io.lyceum.faults.stage.Daemon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A Redis that keeps nothing on disk, on a port of its own. */
public final class Redis implements AutoCloseable {
  private final Daemon process;
  private final int port;

  private Redis(Daemon process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it; empty where {@code redis-server} is not installed. */
  public static Optional<Redis> start(Path folder) {
    if (!Tools.isInstalled("redis-server")) {
      return Optional.empty();
    }
    int port = Stage.freePort();
    List<String> command =
        List.of(
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no");
    Daemon process = Daemon.start(command, Map.of(), folder.resolve("redis-" + port + ".log"));
    Awaitility.await("Redis to serve, see " + folder)
        .atMost(Duration.ofSeconds(20))
        .until(() -> process.output().contains("Ready to accept connections"));
    return Optional.of(new Redis(process, port));
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.kill();
  }
}
