package io.lyceum.bench;

import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.Plan;
import io.lyceum.bench.load.RoomLoad;
import io.lyceum.bench.report.Report;
import io.lyceum.bench.wire.LyceumWire;
import io.lyceum.bench.wire.Member;
import io.lyceum.bench.wire.Wire;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Durable posts of 100 characters in many rooms, in one, or in one that is hot. */
@Command(
    name = "chat",
    description = {
      "Durable posts: each is on disk before it is acknowledged, and delivered to everyone in its",
      "room, its sender too."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ChatLoad implements Runnable {
  /** A command is under way for at most so long while the load is carried. */
  private static final double UNDER_WAY_SECONDS = 0.2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private RoomOptions rooms = new RoomOptions();
  @Mixin private StepOptions steps = new StepOptions();
  @Mixin private InStep inStep = new InStep();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    steps.check();
    Plan plan = rooms.plan();
    PrintWriter out = spec.commandLine().getOut();
    Wire wire = rooms.wire.wire();
    List<Member> members = rooms.gather(server);
    inStep.await("prepared", out);
    try (Crowd crowd = Crowd.open(server.target(), wire, members)) {
      rooms.tell("chat", out);
      inStep.await("open", out);
      if (wire instanceof LyceumWire lyceum) {
        tellLimits(lyceum, plan.share(steps.highest()), out);
      }
      RoomLoad load =
          new RoomLoad(crowd, plan, plan.members(), client -> wire.post(client.member()));
      Report report = steps.run("chat", rooms.asMap(), load, server.meter(), out);
      output.write(
          wire instanceof LyceumWire lyceum
              ? report.with(Map.of("askedAgain", lyceum.askedAgain()))
              : report);
    }
  }

  private static void tellLimits(LyceumWire wire, double share, PrintWriter out) {
    if (share > wire.commandsPerSecond() || share * UNDER_WAY_SECONDS > wire.inflight()) {
      out.printf(
          "this load sends %.0f/s by each socket; the server allows %d/s and %d under way: use more"
              + " senders, or raise lyceum.socket.commands-per-second, frames-per-second and"
              + " inflight%n",
          share, wire.commandsPerSecond(), wire.inflight());
    }
  }
}
