package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * A teacher who writes into the demo class's chat through a whole node and corrects each message,
 * which a projection turns into a row.
 */
final class ChatWriter implements AutoCloseable {
  private static final String CHAT = "chat:class-demo-class";

  /** A message that was acknowledged. */
  record Sent(long seq, String text, long nanos) {}

  private final FullNode node;
  private final RestClient teacher;
  private final TestSocket socket;

  private ChatWriter(FullNode node) {
    this.node = node;
    this.teacher = RestClient.stranger(node.port()).signedIn("teacher");
    this.socket = TestSocket.hello(node.port(), teacher.token());
  }

  static ChatWriter on(DatabaseAddress database) {
    return new ChatWriter(FullNode.start(database, Map.of()));
  }

  List<Sent> write(int messages) {
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      String text = TestSocket.newId();
      JsonNode ack = socket.command(CHAT, "message:send", Map.of("text", "draft"));
      assertThat(ack.path("op").asText()).as(ack.toString()).isEqualTo("ack");
      long seq = ack.path("seq").asLong();
      JsonNode corrected = socket.command(CHAT, "message:edit", Map.of("seq", seq, "text", text));
      assertThat(corrected.path("op").asText()).as(corrected.toString()).isEqualTo("ack");
      sent.add(new Sent(seq, text, System.nanoTime()));
    }
    return sent;
  }

  /** The texts of the whole chat as a reader of its past is shown them. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    long after = 0;
    while (true) {
      JsonNode page =
          teacher.call("get", "/v1/topics/" + CHAT + "/events?limit=100&after=" + after).data();
      if (page.isEmpty()) {
        return texts;
      }
      StreamSupport.stream(page.spliterator(), false)
          .filter(event -> event.path("type").asText().equals("message:new"))
          .forEach(event -> texts.add(event.at("/data/text").asText()));
      after = page.get(page.size() - 1).path("seq").asLong();
    }
  }

  /** Waits until every projection has passed every row of the journal. */
  static void awaitProjections(Jdbi database) {
    Awaitility.await("projections")
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                database.withHandle(
                    handle ->
                        handle
                            .select(
                                "select count(*) > 0 and bool_and((tx, ordering) >= (select tx,"
                                    + " ordering from event_journal order by tx desc, ordering desc"
                                    + " limit 1)) from projection_offset")
                            .mapTo(Boolean.class)
                            .one()));
  }

  @Override
  public void close() {
    socket.close();
    node.close();
  }
}
