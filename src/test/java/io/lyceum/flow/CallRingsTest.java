package io.lyceum.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grace calls Ada, who has two devices, on the whole server and over real sockets. */
class CallRingsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  @TempDir static Path folder;

  private static FullNode node;
  private static RestClient teacher;
  private static RestClient pupil;
  private static TestSocket grace;
  private static TestSocket phone;
  private static TestSocket desk;
  private static TestSocket bob;

  @BeforeAll
  static void start() throws IOException {
    // Candidates come one upon the other here, as no browser finds them.
    Path config =
        Files.writeString(folder.resolve("node.conf"), "lyceum.socket.commands-per-second = 5000");
    node = FullNode.start(DATABASE, Map.of("LYCEUM_CONFIG", config.toString()));
    teacher = RestClient.stranger(node.port()).signedIn("teacher");
    pupil = RestClient.stranger(node.port()).signedIn("ada");
    grace = TestSocket.hello(node.port(), teacher.token());
    phone = TestSocket.hello(node.port(), pupil.token());
    desk = TestSocket.hello(node.port(), pupil.token());
    bob = TestSocket.hello(node.port(), RestClient.stranger(node.port()).signedIn("bob").token());
    grace.subscribe("inbox:teacher");
    phone.subscribe("inbox:ada");
    desk.subscribe("inbox:ada");
    bob.subscribe("inbox:bob");
  }

  @AfterAll
  static void stop() {
    List.of(grace, phone, desk, bob).forEach(TestSocket::close);
    node.close();
    DATABASE.close();
  }

  @Test
  void it_rings_on_every_device_is_answered_on_one_and_listed_with_its_length() {
    String call = place("ada");
    for (TestSocket device : List.of(phone, desk)) {
      JsonNode rings = device.await(f -> isFor(f, "call:incoming", call));
      assertThat(rings.at("/data/from/name").asText()).isEqualTo("Grace Hopper");
    }
    ack(phone.command("call:" + call, "call:answer", Map.of()));
    JsonNode again = desk.command("call:" + call, "call:answer", Map.of());
    assertThat(again.path("code").asText()).isEqualTo("conflict");
    desk.await(f -> isFor(f, "call:taken", call));
    phone.subscribe("call:" + call);
    ack(grace.command("call:" + call, "call:end", Map.of()));
    JsonNode ended = phone.await(f -> isEvent(f, "call:ended", call));
    assertThat(ended.at("/data/outcome").asText()).isEqualTo("answered");
    desk.await(f -> isFor(f, "call:settled", call));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(listed(call).path("outcome").asText()).isEqualTo("answered"));
    JsonNode listed = listed(call);
    Duration between =
        Duration.between(
            Instant.parse(listed.path("connectedAt").asText()),
            Instant.parse(listed.path("endedAt").asText()));
    assertThat(listed.path("talkedMs").asLong()).isEqualTo(between.toMillis());
  }

  @Test
  void who_connects_while_it_rings_is_rung_too_and_a_rejection_ends_it() {
    String call = place("ada");
    phone.await(f -> isFor(f, "call:incoming", call));
    try (TestSocket late = TestSocket.hello(node.port(), pupil.token())) {
      JsonNode inbox = late.subscribe("inbox:ada");
      assertThat(inbox.at("/snapshot/ringing/0/call").asText()).isEqualTo(call);
      ack(late.command("call:" + call, "call:reject", Map.of()));
    }
    JsonNode ended = grace.await(f -> isEvent(f, "call:ended", call));
    assertThat(ended.at("/data/outcome").asText()).isEqualTo("rejected");
    phone.await(f -> isFor(f, "call:settled", call));
  }

  @Test
  void who_is_in_a_call_is_busy_for_another_and_not_afterwards() {
    String first = place("ada");
    ack(phone.command("call:" + first, "call:answer", Map.of()));
    phone.await(f -> isFor(f, "call:taken", first));
    JsonNode second =
        RestClient.stranger(node.port())
            .signedIn("bob")
            .call("post", "/v1/calls", Map.of("to", List.of("ada")))
            .data();
    bob.subscribe("call:" + second.path("id").asText());
    JsonNode ended = bob.await(f -> isEvent(f, "call:ended", second.path("id").asText()));
    assertThat(ended.at("/data/outcome").asText()).isEqualTo("busy");
    ack(grace.command("call:" + first, "call:end", Map.of()));
    phone.await(f -> isFor(f, "call:settled", first));
    String third = place("ada");
    phone.await(f -> isFor(f, "call:incoming", third));
    ack(grace.command("call:" + third, "call:end", Map.of()));
    JsonNode missed = phone.await(f -> isFor(f, "call:settled", third));
    assertThat(missed.at("/data/outcome").asText()).isEqualTo("missed");
  }

  @Test
  void signals_go_in_order_between_the_two_and_to_nobody_else_and_are_bounded() {
    String call = place("bob");
    String topic = "call:" + call;
    bob.await(f -> isFor(f, "call:incoming", call));
    ack(bob.command(topic, "call:answer", Map.of()));
    bob.subscribe(topic);
    assertThat(phone.subscribe(topic).path("code").asText()).isEqualTo("not_found");
    signal(phone, topic, "bob", Map.of("candidate", Map.of("candidate", "stranger")));
    assertThat(phone.await(f -> isRefusal(f, topic) && !f.has("id")).path("code").asText())
        .isEqualTo("not_found");
    signal(grace, topic, "bob", Map.of("description", Map.of("type", "offer", "sdp", "v=0")));
    for (int i = 0; i <= 256; i++) {
      String candidate = "c" + i;
      signal(grace, topic, "bob", Map.of("candidate", Map.of("candidate", candidate)));
      // A signal that finds many waiting is dropped; these shall all arrive.
      if (i % 32 == 31) {
        bob.await(f -> f.at("/data/candidate/candidate").asText().equals(candidate));
      }
    }
    JsonNode refused = grace.await(f -> isRefusal(f, topic));
    assertThat(refused.path("code").asText()).isEqualTo("too_large");
    signal(grace, topic, "bob", Map.of("description", Map.of("type", "offer", "sdp", "v=1")));
    bob.await(f -> f.at("/data/description/sdp").asText().equals("v=1"));
    List<String> candidates =
        bob.frames().stream()
            .filter(f -> f.path("topic").asText().equals(topic))
            .filter(f -> f.at("/data/candidate").isObject())
            .peek(f -> assertThat(f.path("from").asText()).isEqualTo("teacher"))
            .map(f -> f.at("/data/candidate/candidate").asText())
            .toList();
    assertThat(candidates).hasSize(256).first().isEqualTo("c0");
    assertThat(candidates.getLast()).isEqualTo("c255");
    ack(bob.command(topic, "call:join", Map.of()));
    int before = bob.frames().size();
    signal(bob, topic, "teacher", Map.of("candidate", Map.of("candidate", "stale")));
    assertThat(bob.await(before, f -> isRefusal(f, topic)).path("code").asText())
        .isEqualTo("conflict");
    ack(bob.command(topic, "call:end", Map.of()));
  }

  @Test
  void a_call_is_placed_over_the_socket_too_and_once_however_often_it_is_sent() {
    String call = UUID.randomUUID().toString();
    String topic = "call:" + call;
    String id = TestSocket.newId();
    assertThat(grace.subscribe(topic).path("code").asText()).isEqualTo("not_found");
    Map<String, Object> whom = Map.of("to", List.of("ada"), "media", "audio");
    JsonNode placed = grace.command(id, topic, "call:initiate", whom);
    ack(placed);
    JsonNode rings = phone.await(f -> isFor(f, "call:incoming", call));
    assertThat(rings.at("/data/from/name").asText()).isEqualTo("Grace Hopper");
    assertThat(rings.at("/data/media").asText()).isEqualTo("audio");
    assertThat(grace.subscribe(topic).at("/snapshot/members").findValuesAsText("status"))
        .containsExactly("ringing", "in");
    assertThat(grace.command(id, topic, "call:initiate", whom)).isEqualTo(placed);
    assertThat(grace.command(topic, "call:initiate", whom).path("code").asText())
        .isEqualTo("conflict");
    int before = grace.frames().size();
    String end = TestSocket.newId();
    grace.send(
        Map.of(
            "op",
            "command",
            "id",
            end,
            "follows",
            id,
            "topic",
            topic,
            "type",
            "call:end",
            "data",
            Map.of()));
    ack(grace.await(before, f -> f.path("id").asText().equals(end)));
    phone.await(f -> isFor(f, "call:settled", call));
  }

  @RepeatedTest(6)
  void two_who_call_each_other_at_once_meet_in_one_call(RepetitionInfo turn) {
    List<String> ids = Stream.of(TestSocket.newId(), TestSocket.newId()).sorted().toList();
    String stays = ids.getFirst();
    String yields = ids.getLast();
    boolean graceStays = turn.getCurrentRepetition() % 2 == 0;
    TestSocket first = graceStays ? grace : phone;
    TestSocket second = graceStays ? phone : grace;
    String placed = TestSocket.newId();
    String placedToo = TestSocket.newId();
    first.post(placed, "call:" + stays, "call:initiate", to(graceStays ? "ada" : "teacher"));
    second.post(placedToo, "call:" + yields, "call:initiate", to(graceStays ? "teacher" : "ada"));
    ack(first.await(f -> f.path("id").asText().equals(placed)));
    ack(second.await(f -> f.path("id").asText().equals(placedToo)));
    second.await(f -> isFor(f, "call:taken", stays));
    second.await(f -> isFor(f, "call:settled", yields));
    assertThat(second.subscribe("call:" + stays).at("/snapshot/members").findValuesAsText("status"))
        .containsExactly("in", "in");
    assertThat(first.subscribe("call:" + yields).at("/snapshot/outcome").asText())
        .isEqualTo("crossed");
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(listed(yields).path("outcome").asText()).isEqualTo("crossed");
              assertThat(listed(stays).path("connectedAt").isTextual()).isTrue();
              assertThat(listed(stays).path("outcome").isTextual()).isFalse();
            });
    ack(first.command("call:" + stays, "call:end", Map.of()));
    for (TestSocket socket : List.of(grace, phone)) {
      socket.await(f -> isFor(f, "call:settled", stays));
    }
  }

  private static Map<String, Object> to(String whom) {
    return Map.of("to", List.of(whom));
  }

  @Test
  void over_the_socket_the_same_people_may_call_the_same_people() {
    String topic = "call:" + UUID.randomUUID();
    JsonNode stranger = initiate(grace, topic, List.of("ada", "nobody"));
    assertThat(stranger.path("code").asText()).isEqualTo("invalid");
    assertThat(stranger.at("/details/0/field").asText()).isEqualTo("to[1]");
    assertThat(initiate(grace, topic, List.of()).at("/details/0/field").asText()).isEqualTo("to");
    assertThat(initiate(grace, topic, List.of("teacher")).at("/details/0/field").asText())
        .isEqualTo("to");
    assertThat(initiate(grace, "call:tea-with-ada", List.of("ada")).at("/details/0/field").asText())
        .isEqualTo("topic");
    RestClient parent = RestClient.stranger(node.port()).signedIn("parent");
    try (TestSocket forbidden = TestSocket.hello(node.port(), parent.token())) {
      assertThat(initiate(forbidden, topic, List.of("ada")).path("code").asText())
          .isEqualTo("forbidden");
    }
    assertThat(grace.subscribe(topic).path("code").asText()).isEqualTo("not_found");
  }

  private static JsonNode initiate(TestSocket socket, String topic, List<String> to) {
    return socket.command(topic, "call:initiate", Map.of("to", to));
  }

  @Test
  void one_calls_people_of_the_school_and_parents_do_not_call() {
    JsonNode stranger =
        teacher.call("post", "/v1/calls", Map.of("to", List.of("ada", "nobody"))).body();
    assertThat(stranger.at("/error/details/0/field").asText()).isEqualTo("to[1]");
    JsonNode self = teacher.call("post", "/v1/calls", Map.of("to", List.of("teacher"))).body();
    assertThat(self.at("/error/details/0/field").asText()).isEqualTo("to");
    RestClient parent = RestClient.stranger(node.port()).signedIn("parent");
    assertThat(parent.call("post", "/v1/calls", Map.of("to", List.of("ada"))).status())
        .isEqualTo(403);
  }

  /** Grace calls and follows her call. */
  private static String place(String whom) {
    String call =
        teacher.call("post", "/v1/calls", Map.of("to", List.of(whom))).data().path("id").asText();
    assertThat(grace.subscribe("call:" + call).path("op").asText()).isEqualTo("subscribed");
    return call;
  }

  private static void signal(TestSocket from, String topic, String to, Map<String, ?> what) {
    Map<String, Object> data = new HashMap<>(what);
    data.putAll(Map.of("to", to, "epoch", 1, "peer", 1));
    from.send(Map.of("op", "signal", "topic", topic, "type", "call:signal", "data", data));
  }

  private static JsonNode listed(String call) {
    JsonNode all = pupil.call("get", "/v1/calls").data();
    for (JsonNode one : all) {
      if (one.path("id").asText().equals(call)) {
        return one;
      }
    }
    throw new AssertionError(call + " is not in " + all);
  }

  private static boolean isFor(JsonNode frame, String type, String call) {
    return frame.path("topic").asText().startsWith("inbox:")
        && frame.path("type").asText().equals(type)
        && frame.at("/data/call").asText().equals(call);
  }

  private static boolean isEvent(JsonNode frame, String type, String call) {
    return frame.path("topic").asText().equals("call:" + call)
        && frame.path("type").asText().equals(type);
  }

  private static boolean isRefusal(JsonNode frame, String topic) {
    return TestSocket.op(frame).equals("error") && frame.path("topic").asText().equals(topic);
  }

  private static void ack(JsonNode answer) {
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
  }
}
