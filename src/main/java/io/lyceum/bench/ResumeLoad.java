package io.lyceum.bench;

import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.Plan;
import io.lyceum.bench.load.Return;
import io.lyceum.bench.load.RoomLoad;
import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.load.Steps;
import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.report.Report;
import io.lyceum.bench.wire.LyceumWire;
import io.lyceum.bench.wire.Member;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sockets that were lost come back and are told what they missed. */
@Command(
    name = "resume",
    description = {
      "Puts everybody into their rooms, drops all sockets at once, posts in every room what they",
      "miss, and brings them back; tells how long it took until each had caught up. Lyceum only."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ResumeLoad implements Runnable {
  /** Of each room's members; so many share what the server allows one. */
  private static final int WRITERS = 10;

  private static final int PATIENCE_SECONDS = 60;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private RoomOptions rooms = new RoomOptions();

  @Option(
      names = "--missed",
      defaultValue = "500",
      description = "messages each room goes on meanwhile (default: ${DEFAULT-VALUE})")
  private int missed;

  @Option(
      names = "--post-rate",
      defaultValue = "1000",
      description = "at which those are posted, all rooms together (default: ${DEFAULT-VALUE})")
  private double postRate;

  @Option(
      names = "--over",
      defaultValue = "5",
      description = "seconds over which the sockets come back (default: ${DEFAULT-VALUE})")
  private double over;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    Plan plan = rooms.plan();
    if (!(rooms.wire.wire() instanceof LyceumWire wire)) {
      throw new ParameterException(spec.commandLine(), "Only lyceum can resume.");
    }
    if (missed < 1 || postRate <= 0 || over <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--missed, --post-rate and --over must be above zero.");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Member> members = rooms.gather(server);
    rooms.tell("resume", out);
    Crowd.open(server.target(), wire, members).close();
    List<Long> after = members.stream().map(member -> wire.seq(member.room())).toList();
    post(wire, plan, members);
    Return.Result result =
        new Return(wire, server.target(), missed).run(members, after, over, PATIENCE_SECONDS);
    tell(members.size(), result, out);
  }

  private void post(LyceumWire wire, Plan plan, List<Member> members) {
    int writers = Math.min(WRITERS, plan.members());
    List<Member> writing = new ArrayList<>();
    for (int room = 0; room < plan.rooms(); room++) {
      writing.addAll(members.subList(room * plan.members(), room * plan.members() + writers));
    }
    Plan posts = new Plan(plan.rooms(), writers, writers);
    try (Crowd crowd = Crowd.open(server.target(), wire, writing)) {
      RoomLoad load = new RoomLoad(crowd, posts, writers, client -> wire.post(client.member()));
      double seconds = plan.rooms() * (double) missed / postRate;
      StepResult result =
          new Steps(load, new Steps.Timing(0, seconds, Long.MAX_VALUE), server.meter())
              .run(postRate);
      if (result.acknowledged() < result.sent()) {
        throw new BenchProblem(
            "only %d of %d messages to be missed were taken %s; use a lower --post-rate"
                .formatted(result.acknowledged(), result.sent(), result.refused()));
      }
    }
  }

  private void tell(int sockets, Return.Result result, PrintWriter out) {
    out.printf(
        "%d sockets came back over %.1f s, each %d messages behind; %d failed%s%n",
        sockets,
        over,
        missed,
        result.failed(),
        result.why() == null ? "" : " (" + result.why() + ")");
    out.printf(
        "caught up after ms:    p50 %.1f  p95 %.1f  p99 %.1f  max %.1f%n",
        result.back().p50(), result.back().p95(), result.back().p99(), result.back().max());
    out.printf(
        "once connected, ms:    p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
        result.catchUp().p50(),
        result.catchUp().p90(),
        result.catchUp().p99(),
        result.catchUp().max());
    Map<String, Object> options = new HashMap<>(rooms.asMap());
    options.putAll(Map.of("missed", missed, "over", over));
    output.write(Report.ofFigures("resume", options, Map.of("sockets", sockets, "result", result)));
  }
}
