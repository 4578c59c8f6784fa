package io.lyceum.bench;

import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.Plan;
import io.lyceum.bench.load.RoomLoad;
import io.lyceum.bench.wire.Wire;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The lossy lane. */
@Command(
    name = "signal",
    description = {
      "Signals of the lossy lane, never stored, delivered to everyone in the room but their"
          + " sender.",
      "Over lyceum they say that somebody types; such a signal carries no text, so its time is"
          + " kept",
      "by the name of its sender, and a sender should not send more than two a second."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SignalLoad implements Runnable {
  /** A sender's signals come by two kinds in turn, so one kind comes again after a second. */
  private static final double MOST_BY_ONE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private RoomOptions rooms = new RoomOptions();
  @Mixin private StepOptions steps = new StepOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    steps.check();
    Plan plan = rooms.plan();
    PrintWriter out = spec.commandLine().getOut();
    Wire wire = rooms.wire.wire();
    try (Crowd crowd = Crowd.open(server.target(), wire, rooms.gather(server))) {
      rooms.tell("signal", out);
      double share = plan.share(steps.highest());
      if (rooms.wire == WireName.LYCEUM && share > MOST_BY_ONE) {
        out.printf(
            "each sends %.1f/s: a signal later than %.0f ms would be taken for a newer one; use"
                + " more senders%n",
            share, 2_000 / share);
      }
      RoomLoad load =
          new RoomLoad(crowd, plan, plan.members() - 1, client -> wire.signal(client.member()));
      output.write(steps.run("signal", rooms.asMap(), load, server.meter(), out));
    }
  }
}
