package io.lyceum.bench;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.Memory;
import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.report.Report;
import io.lyceum.bench.wire.Member;
import io.lyceum.bench.wire.Wire;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a socket costs that only sits there. */
@Command(
    name = "idle",
    description = {
      "Opens sockets, each signed in and in a room, lets them sit, and tells what resident memory"
          + " and",
      "CPU they cost the server. A few hundred are opened and closed first, so that what a server",
      "needs but once is not counted."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class IdleSockets implements Runnable {
  private static final int FIRST_FEW = 500;
  private static final double KILO = 1024;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private RoomOptions rooms = new RoomOptions();

  @Option(
      names = "--hold",
      defaultValue = "10",
      description = "seconds the sockets sit before they are counted (default: ${DEFAULT-VALUE})")
  private double hold;

  @Option(
      names = "--collect",
      description = "have a JVM server collect its garbage before each reading (with jcmd)")
  private boolean collect;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    if (server.serverPids.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say whose memory is read: --server-pid.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Memory memory = new Memory(server.serverPids, collect);
    Wire wire = rooms.wire.wire();
    List<Member> members = rooms.gather(server);
    rooms.tell("idle sockets", out);
    Crowd.open(server.target(), wire, members.subList(0, Math.min(FIRST_FEW, members.size())))
        .close();
    pause(2);
    long before = memory.resident();
    long began = System.nanoTime();
    try (Crowd crowd = Crowd.open(server.target(), wire, members)) {
      double opening = (System.nanoTime() - began) / 1e9;
      CpuMeter.Reading first = server.meter().read();
      pause(hold);
      CpuMeter.Cores cores = server.meter().read().since(first);
      long after = memory.resident();
      if (crowd.lost() > 0) {
        throw new BenchProblem(crowd.lost() + " sockets were lost: " + crowd.whyLost());
      }
      double each = (after - before) / KILO / crowd.size();
      out.printf(
          "%d sockets opened in %.1f s; server %.1f MB before, %.1f MB with them: %.2f KB each;"
              + " %.3f cores while idle%n",
          crowd.size(), opening, before / KILO / KILO, after / KILO / KILO, each, cores.server());
      output.write(
          Report.ofFigures(
              "idle",
              rooms.asMap(),
              Map.of(
                  "sockets", crowd.size(),
                  "openingSeconds", opening,
                  "residentBefore", before,
                  "residentAfter", after,
                  "kilobytesEach", each)));
    }
  }

  private static void pause(double seconds) {
    try {
      Thread.sleep((long) (seconds * 1_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
