package io.lyceum.benchmark.growth;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.RestLoad;
import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.load.Steps;
import io.lyceum.bench.net.HttpConnection;
import io.lyceum.bench.net.Sources;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import io.lyceum.core.TopicId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ever new topics are asked for once; the ones before leave memory again. */
final class TopicsGrowth implements Growth {
  private static final int REQUESTS_A_SECOND = 1_000;

  /** Asked again and again before, each time after it has left. */
  private static final int FIRST_TOPICS = 1_000;

  private static final double FIRST_SECONDS = 25;
  private static final int CONNECTIONS = 64;
  private static final String IDLE = "lyceum.topic.idle-before-passivation = 500ms\n";

  @Override
  public String name() {
    return "G-topics";
  }

  @Override
  public String shape() {
    return String.format(
        "ever other chats asked for their last event, %,d requests/s; each leaves memory half a"
            + " second later",
        REQUESTS_A_SECOND);
  }

  @Override
  public String input() {
    return "topics";
  }

  @Override
  public List<Integer> points() {
    return List.of(1_000, 10_000, 200_000);
  }

  @Override
  public Map<Figure, Double> measure(int topics, Stage stage, Tool tool) {
    try (Running server = stage.lyceum(IDLE)) {
      Desk desk = new Desk(server);
      TopicId chat = desk.chat();
      server.process().kill();
      new JournalFill(server.database()).multiply(chat, FIRST_TOPICS + topics);
      stage.again(server);
      ask(server, requests(desk, server, chat, 1, FIRST_TOPICS), REQUESTS_A_SECOND, FIRST_SECONDS);
      StepResult step =
          ask(
              server,
              requests(desk, server, chat, FIRST_TOPICS + 1, topics),
              REQUESTS_A_SECOND,
              (double) topics / REQUESTS_A_SECOND);
      return Map.of(
          Figure.P99, step.receive().p99(),
          Figure.SERVER, Posts.serverCores(step),
          Figure.RESIDENT, Memories.resident(server),
          Figure.HEAP, Memories.live(server));
    }
  }

  private static List<byte[]> requests(
      Desk desk, Running server, TopicId chat, int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(number -> "/v1/topics/" + JournalFill.copy(chat, number).wire())
        .map(path -> HttpConnection.get(server.address(), path + "/events?limit=1", desk.token()))
        .toList();
  }

  private static StepResult ask(
      Running server, List<byte[]> requests, double rate, double seconds) {
    Crowd.Target target = new Crowd.Target(List.of(Desk.address(server)), Sources.any(), 1, 128);
    CpuMeter meter = new CpuMeter(server.pids(), List.of(server.database().serverPid()));
    try (RestLoad load = new RestLoad(target, CONNECTIONS, requests)) {
      StepResult step =
          new Steps(load, new Steps.Timing(0, seconds, Long.MAX_VALUE), meter).run(rate);
      if (step.delivered() < step.sent()) {
        throw new IllegalStateException("not all were answered: " + step);
      }
      return step;
    }
  }
}
