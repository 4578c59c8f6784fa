package io.lyceum.bench;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.net.Sources;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the server is, how it is reached and whose CPU is read. */
final class ServerOptions {
  @Option(
      names = "--server",
      split = ",",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "the server, or nodes of one that take turns (default: ${DEFAULT-VALUE})")
  List<InetSocketAddress> servers = new ArrayList<>();

  @Option(
      names = "--sources",
      paramLabel = "FIRST-LAST",
      description =
          "addresses to connect from, as 127.0.0.2-127.0.0.9; for more than 28,000 sockets")
  Sources sources = Sources.any();

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "threads that read (default: ${DEFAULT-VALUE})")
  int threads;

  @Option(
      names = "--server-pid",
      split = ",",
      paramLabel = "PID",
      description = "processes of the server on this machine, to read their CPU and memory")
  List<Long> serverPids = new ArrayList<>();

  @Option(
      names = "--database-pid",
      split = ",",
      paramLabel = "PID",
      description = "the same for the database, with all its children")
  List<Long> databasePids = new ArrayList<>();

  Crowd.Target target() {
    return new Crowd.Target(List.copyOf(servers), sources, Math.clamp(threads, 1, 64));
  }

  CpuMeter meter() {
    return new CpuMeter(serverPids, databasePids);
  }

  /** Reads a host and a port. */
  static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0) {
        return new InetSocketAddress(text.substring(0, colon), port);
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a missing port.
    }
    throw new TypeConversionException("is not a host and port: " + text + ".");
  }

  /** Reads a range of addresses. */
  static Sources sources(String text) {
    try {
      return Sources.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("is " + e.getMessage() + ".");
    }
  }
}
