package io.lyceum.bench;

import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.Plan;
import io.lyceum.bench.load.RestLoad;
import io.lyceum.bench.load.RoomLoad;
import io.lyceum.bench.load.Steps;
import io.lyceum.bench.net.HttpConnection;
import io.lyceum.bench.wire.Member;
import io.lyceum.bench.wire.Wire;
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

/** Reads over REST, mixed. */
@Command(
    name = "rest",
    description = {
      "Reads over REST by everybody in turn: who I am, my chats, the last 20 messages of my chat.",
      "Lyceum only. The table's arrived column counts answers with status 200."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RestReads implements Runnable {
  private static final double POSTS_A_SECOND = 200;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private RoomOptions rooms = new RoomOptions();
  @Mixin private StepOptions steps = new StepOptions();

  @Option(
      names = "--connections",
      defaultValue = "64",
      description = "kept alive, shared by all requests (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--messages",
      defaultValue = "20",
      description = "posted in each chat before (default: ${DEFAULT-VALUE})")
  private int messages;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    steps.check();
    Plan plan = rooms.plan();
    if (connections < 1 || messages < 0 || rooms.wire != WireName.LYCEUM) {
      throw new ParameterException(
          spec.commandLine(), "REST is Lyceum's, and needs one connection at least.");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Member> members = rooms.gather(server);
    fill(plan, members);
    rooms.tell("REST reads", out);
    Map<String, Object> options = new HashMap<>(rooms.asMap());
    options.putAll(Map.of("connections", connections, "messages", messages));
    try (RestLoad load = new RestLoad(server.target(), connections, requests(members))) {
      output.write(steps.run("rest", options, load, server.meter(), out));
    }
  }

  private void fill(Plan plan, List<Member> members) {
    if (messages == 0) {
      return;
    }
    Wire wire = rooms.wire.wire();
    try (Crowd crowd = Crowd.open(server.target(), wire, members)) {
      RoomLoad load =
          new RoomLoad(crowd, plan, plan.members(), client -> wire.post(client.member()));
      double seconds = plan.rooms() * (double) messages / POSTS_A_SECOND;
      new Steps(load, new Steps.Timing(0, seconds, Long.MAX_VALUE), server.meter())
          .run(POSTS_A_SECOND);
    }
  }

  private List<byte[]> requests(List<Member> members) {
    String host = server.target().host(0);
    List<byte[]> requests = new ArrayList<>();
    for (Member member : members) {
      String history = "/v1/topics/" + member.room() + "/events?limit=20";
      for (String path : List.of("/v1/auth/me", "/v1/chats", history)) {
        requests.add(HttpConnection.get(host, path, member.token()));
      }
    }
    return requests;
  }
}
