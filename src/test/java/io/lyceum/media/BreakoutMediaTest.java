package io.lyceum.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Breakout rooms have picture and voice of their own, on a whole node with a Janus. */
class BreakoutMediaTest {
  private static final String CLASS = "class:demo-class";
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  @TempDir static Path folder;

  private static JanusProcess janus;
  private static FullNode node;
  private static TestSocket grace;
  private static TestSocket ada;

  @BeforeAll
  static void start() {
    JanusProcess.assumeInstalled();
    janus = JanusProcess.start(folder);
    node =
        FullNode.start(
            DATABASE,
            Map.of(
                "LYCEUM_JANUS_URL", janus.url(), "LYCEUM_JANUS_API_SECRET", JanusProcess.SECRET));
    RestClient stranger = RestClient.stranger(node.port());
    grace = TestSocket.hello(node.port(), stranger.signedIn("teacher").token());
    ada = TestSocket.hello(node.port(), stranger.signedIn("ada").token());
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      grace.close();
      ada.close();
      node.close();
    }
    if (janus != null) {
      janus.close();
    }
  }

  @Test
  void who_goes_into_a_room_leaves_the_picture_of_the_class_and_may_speak_in_the_room() {
    grace.subscribe(CLASS);
    ada.subscribe(CLASS);
    grace.command(CLASS, "class:start", Map.of());
    assertThat(told(ada, CLASS, "media:join", "media:joined").path("audio").asBoolean()).isFalse();
    int before = ada.frames().size();
    List<?> seats = List.of(Map.of("user", "ada", "room", 1));
    grace.command(CLASS, "breakout:open", Map.of("rooms", 1, "seconds", 600, "seats", seats));
    assertThat(heard(ada, CLASS, "media:closed", before).path("reason").asText())
        .isEqualTo("outside");
    assertThat(told(ada, CLASS, "media:join", "media:closed").path("reason").asText())
        .isEqualTo("outside");
    String room = "class:" + ada.awaitEvent("breakout:opened").at("/data/rooms/0/id").asText();
    Awaitility.await().until(() -> TestSocket.op(ada.subscribe(room)).equals("subscribed"));
    ada.await(f -> isEvent(f, "member:joined", room));
    JsonNode joined = told(ada, room, "media:join", "media:joined");
    assertThat(joined.path("audio").asBoolean()).isTrue();
    assertThat(joined.path("video").asBoolean()).isTrue();
    before = ada.frames().size();
    grace.command(CLASS, "breakout:close", Map.of());
    assertThat(heard(ada, room, "media:closed", before).path("reason").asText()).isEqualTo("ended");
    assertThat(told(ada, CLASS, "media:join", "media:joined").path("audio").asBoolean()).isFalse();
  }

  private static boolean isEvent(JsonNode frame, String type, String topic) {
    return TestSocket.op(frame).equals("event")
        && frame.path("type").asText().equals(type)
        && frame.path("topic").asText().equals(topic);
  }

  private static JsonNode told(TestSocket socket, String topic, String type, String answer) {
    int before = socket.frames().size();
    Map<String, String> data = Map.of("device", "desk");
    socket.send(Map.of("op", "signal", "topic", topic, "type", type, "data", data));
    return heard(socket, topic, answer, before);
  }

  private static JsonNode heard(TestSocket socket, String topic, String type, int from) {
    return socket
        .await(
            from,
            frame ->
                TestSocket.op(frame).equals("signal")
                    && frame.path("topic").asText().equals(topic)
                    && frame.path("type").asText().equals(type))
        .path("data");
  }
}
