package io.lyceum.benchmark.growth;

import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import io.lyceum.core.TopicId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One chat with a longer and longer past, on a node that has just been started. */
final class HistoryGrowth implements Growth {
  /** Another chat's, so that what a node does for the first time is not counted. */
  private static final int FIRST_REQUESTS = 200;

  @Override
  public String name() {
    return "G-history";
  }

  @Override
  public String shape() {
    return "a chat's first answer after its node was killed and started again: once by replaying"
        + " all of it, once from the snapshot the server has taken since";
  }

  @Override
  public String input() {
    return "events";
  }

  @Override
  public List<Integer> points() {
    return List.of(1_000, 10_000, 100_000, 1_000_000);
  }

  @Override
  public Map<Figure, Double> measure(int events, Stage stage, Tool tool) {
    try (Running server = stage.start(Contender.LYCEUM)) {
      Desk desk = new Desk(server);
      TopicId other = desk.chat();
      TopicId chat = desk.chat();
      long posted = desk.post(chat);
      server.process().kill();
      new JournalFill(server.database()).lengthen(chat, posted, events);
      begin(stage, server, desk, other);
      double replay = desk.touch(chat, events);
      long last = postUntilSnapshot(server, desk, chat, events);
      server.process().kill();
      begin(stage, server, desk, other);
      return Map.of(
          Figure.REPLAY, replay,
          Figure.RECOVERY, desk.touch(chat, last),
          Figure.RESIDENT, Memories.resident(server),
          Figure.HEAP, Memories.live(server));
    }
  }

  private static void begin(Stage stage, Running server, Desk desk, TopicId other) {
    stage.again(server);
    for (int i = 0; i < FIRST_REQUESTS; i++) {
      desk.post(other);
      desk.last(other);
    }
  }

  /** The server takes one by its own rule; the number of the chat's last event then. */
  private static long postUntilSnapshot(Running server, Desk desk, TopicId chat, long events) {
    Awaitility.await("a snapshot")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              desk.post(chat);
              return hasSnapshot(server, chat, events);
            });
    return desk.last(chat);
  }

  private static boolean hasSnapshot(Running server, TopicId chat, long from) {
    return server
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) > 0 from snapshot where persistence_id = :chat and"
                            + " sequence_number >= :from")
                    .bind("chat", chat.key())
                    .bind("from", from)
                    .mapTo(Boolean.class)
                    .one());
  }
}
