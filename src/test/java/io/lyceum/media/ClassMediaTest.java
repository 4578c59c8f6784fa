package io.lyceum.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.media.janus.SampleOffer;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class on a whole node with two Janus, seen by what its sockets are told; one story in order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClassMediaTest {
  private static final String TOPIC = "class:demo-class";
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  @TempDir static Path first;
  @TempDir static Path second;

  private static JanusProcess one;
  private static JanusProcess two;
  private static FullNode node;
  private static TestSocket grace;
  private static TestSocket ada;

  @BeforeAll
  static void start() {
    JanusProcess.assumeInstalled();
    one = JanusProcess.start(first);
    two = JanusProcess.start(second);
    node =
        FullNode.start(
            DATABASE,
            Map.of(
                "LYCEUM_JANUS_URL",
                one.url() + "," + two.url(),
                "LYCEUM_JANUS_API_SECRET",
                JanusProcess.SECRET));
    RestClient stranger = RestClient.stranger(node.port());
    grace = TestSocket.hello(node.port(), stranger.signedIn("teacher").token());
    ada = TestSocket.hello(node.port(), stranger.signedIn("ada").token());
    grace.subscribe(TOPIC);
    ada.subscribe(TOPIC);
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      grace.close();
      ada.close();
      node.close();
      one.close();
      two.close();
    }
  }

  @Test
  @Order(1)
  void before_the_class_runs_nobody_takes_part() {
    JsonNode refused = refused(grace, "media:join", Map.of());
    assertThat(refused.path("code").asText()).isEqualTo("conflict");
    grace.command(TOPIC, "class:start", Map.of());
    grace.awaitEvent("class:started");
  }

  @Test
  @Order(2)
  void who_joins_is_told_what_they_may_send() {
    JsonNode teacher = told(grace, "media:join", Map.of(), "media:joined");
    assertThat(teacher.path("audio").asBoolean()).isTrue();
    assertThat(teacher.path("fresh").asBoolean()).isTrue();
    JsonNode pupil = told(ada, "media:join", Map.of(), "media:joined");
    assertThat(pupil.path("audio").asBoolean()).isFalse();
    assertThat(pupil.path("video").asBoolean()).isFalse();
    JsonNode again = told(ada, "media:join", Map.of(), "media:joined");
    assertThat(again.path("fresh").asBoolean()).isFalse();
  }

  @Test
  @Order(3)
  void the_teacher_sends_and_a_pupil_may_not() {
    JsonNode answer =
        told(grace, "media:publish", Map.of("sdp", SampleOffer.SDP), "media:published");
    assertThat(answer.path("sdp").asText()).contains("m=video");
    JsonNode closed = told(ada, "media:publish", Map.of("sdp", SampleOffer.SDP), "media:closed");
    assertThat(closed.path("reason").asText()).isEqualTo("rights");
  }

  @Test
  @Order(4)
  void a_screen_is_taken_from_whoever_shares_by_the_class_and_from_nobody_else() {
    Map<String, Object> screen = Map.of("source", "screen", "sdp", SampleOffer.SDP);
    JsonNode closed = told(grace, "media:publish", screen, "media:closed");
    assertThat(closed.path("leg").asText()).isEqualTo("screen");
    assertThat(closed.path("reason").asText()).isEqualTo("rights");
    int before = grace.frames().size();
    teacher("screen:start", Map.of());
    assertThat(heard(grace, "media:rights", before).path("screen").asBoolean()).isTrue();
    assertThat(told(grace, "media:publish", screen, "media:published").path("source").asText())
        .isEqualTo("screen");
    before = grace.frames().size();
    teacher("screen:stop", Map.of());
    assertThat(heard(grace, "media:closed", before).path("leg").asText()).isEqualTo("screen");
    assertThat(told(ada, "media:publish", screen, "media:closed").path("leg").asText())
        .isEqualTo("screen");
  }

  @Test
  @Order(5)
  void the_spotlight_gives_the_right_and_its_end_takes_it_and_cuts_off() {
    Map<String, String> pupil = Map.of("user", "ada");
    int before = ada.frames().size();
    teacher("member:spotlight", pupil, "on", true);
    assertThat(heard(ada, "media:rights", before).path("audio").asBoolean()).isTrue();
    told(ada, "media:publish", Map.of("sdp", SampleOffer.SDP), "media:published");
    before = ada.frames().size();
    teacher("member:mute", pupil, "muted", true);
    JsonNode muted = heard(ada, "media:rights", before);
    assertThat(muted.path("audio").asBoolean()).isFalse();
    assertThat(muted.path("video").asBoolean()).isTrue();
    before = ada.frames().size();
    teacher("member:spotlight", pupil, "on", false);
    JsonNode closed = heard(ada, "media:closed", before);
    assertThat(closed.path("leg").asText()).isEqualTo("send");
    assertThat(closed.path("reason").asText()).isEqualTo("rights");
  }

  @Test
  @Order(6)
  void what_is_malformed_is_refused() {
    assertThat(refused(ada, "media:publish", Map.of()).path("code").asText()).isEqualTo("invalid");
    assertThat(refused(ada, "media:candidate", Map.of("leg", "sideways")).path("code").asText())
        .isEqualTo("invalid");
  }

  @Test
  @Order(7)
  void a_page_that_comes_back_over_another_socket_keeps_its_place() {
    ada.close();
    String token = RestClient.stranger(node.port()).signedIn("ada").token();
    ada = TestSocket.hello(node.port(), token);
    ada.subscribe(TOPIC);
    assertThat(told(ada, "media:join", Map.of(), "media:joined").path("fresh").asBoolean())
        .isFalse();
    int before = ada.frames().size();
    teacher("member:mute", Map.of("user", "ada"), "muted", false);
    teacher("member:spotlight", Map.of("user", "ada"), "on", true);
    assertThat(heard(ada, "media:rights", before).path("audio").asBoolean()).isTrue();
  }

  @Test
  @Order(8)
  void who_is_removed_from_the_class_hears_nothing_more() {
    int before = grace.frames().size();
    told(ada, "media:publish", Map.of("sdp", SampleOffer.SDP), "media:published");
    teacher("member:remove", Map.of("user", "ada"));
    signal(ada, "media:join", Map.of());
    assertThat(
            ada.await(
                    frame ->
                        TestSocket.op(frame).equals("error")
                            && frame.path("code").asText().equals("forbidden"))
                .path("topic")
                .asText())
        .isEqualTo(TOPIC);
    assertThat(grace.frames().stream().skip(before).toList())
        .noneMatch(frame -> frame.path("type").asText().equals("media:closed"));
  }

  @Test
  @Order(9)
  void when_its_janus_dies_the_class_goes_on_with_the_other() {
    int before = grace.frames().size();
    // The first that was reached has the class: both held no room then.
    one.kill();
    Instant killed = Instant.now();
    assertThat(heard(grace, "media:closed", before).path("reason").asText()).isEqualTo("lost");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(joins(grace)).isEqualTo("media:joined"));
    told(grace, "media:publish", Map.of("sdp", SampleOffer.SDP), "media:published");
    assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  @Order(10)
  void when_no_janus_is_left_that_is_said_and_the_class_comes_back_with_one() {
    two.kill();
    Awaitility.await().untilAsserted(() -> assertThat(joins(grace)).isEqualTo("media:closed"));
    one.startAgain();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(joins(grace)).isEqualTo("media:joined"));
    told(grace, "media:publish", Map.of("sdp", SampleOffer.SDP), "media:published");
  }

  /** What comes of joining. */
  private static String joins(TestSocket socket) {
    int before = socket.frames().size();
    signal(socket, "media:join", Map.of());
    return socket
        .await(before, frame -> TestSocket.op(frame).equals("signal"))
        .path("type")
        .asText();
  }

  private static void teacher(String type, Map<String, String> whom, String field, boolean value) {
    Map<String, Object> data = new HashMap<>(whom);
    data.put(field, value);
    teacher(type, data);
  }

  private static void teacher(String type, Map<String, ?> data) {
    assertThat(TestSocket.op(grace.command(TOPIC, type, data))).isEqualTo("ack");
  }

  private static JsonNode refused(TestSocket socket, String type, Map<String, Object> data) {
    int before = socket.frames().size();
    signal(socket, type, data);
    return socket.await(before, frame -> TestSocket.op(frame).equals("error"));
  }

  private static JsonNode told(
      TestSocket socket, String type, Map<String, Object> data, String answer) {
    int before = socket.frames().size();
    signal(socket, type, data);
    return heard(socket, answer, before);
  }

  private static JsonNode heard(TestSocket socket, String type, int from) {
    return socket
        .await(
            from,
            frame ->
                TestSocket.op(frame).equals("signal") && frame.path("type").asText().equals(type))
        .path("data");
  }

  private static void signal(TestSocket socket, String type, Map<String, Object> data) {
    Map<String, Object> all = new HashMap<>(data);
    all.put("device", "desk");
    socket.send(Map.of("op", "signal", "topic", TOPIC, "type", type, "data", all));
  }
}
