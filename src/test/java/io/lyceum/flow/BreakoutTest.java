package io.lyceum.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A class splits into rooms, on the whole server and over real sockets. */
class BreakoutTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Map<String, String> TOKENS = new HashMap<>();
  private static FullNode node;

  private TestSocket grace;
  private TestSocket ada;
  private TestSocket bob;
  private TestSocket eve;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    node.close();
    DATABASE.close();
  }

  @BeforeEach
  void come() {
    grace = hello("teacher");
    ada = hello("ada");
    bob = hello("bob");
    eve = hello("eve");
  }

  @AfterEach
  void go() {
    List.of(grace, ada, bob, eve).forEach(TestSocket::close);
  }

  @Test
  void each_is_in_their_room_and_in_no_other_and_at_the_deadline_all_are_back() {
    String topic = runningClass();
    split(topic, 8, seat("ada", 1), seat("bob", 1), seat("eve", 2));
    JsonNode opened = ada.await(f -> isEvent(f, "breakout:opened", topic));
    assertThat(opened.at("/data/own/room").asInt()).isEqualTo(1);
    assertThat(opened.at("/data/rooms/0/members").isMissingNode()).isTrue();
    String first = "class:" + opened.at("/data/rooms/0/id").asText();
    String second = "class:" + opened.at("/data/rooms/1/id").asText();
    assertThat(enter(ada, first).at("/snapshot/room/number").asInt()).isEqualTo(1);
    enter(bob, first);
    enter(eve, second);
    assertThat(enter(grace, first).path("role").asText()).isEqualTo("teacher");
    enter(grace, second);
    assertThat(code(eve.subscribe(first))).isEqualTo("forbidden");
    assertThat(code(eve.subscribe(chatOf(first)))).isEqualTo("forbidden");
    enter(bob, chatOf(first));
    ack(ada.command(chatOf(first), "message:send", Map.of("text", "Who writes?")));
    bob.await(f -> isEvent(f, "message:new", chatOf(first)));
    ack(ada.command(first, "hand:raise", Map.of()));
    assertThat(code(grace.command(first, "class:end", Map.of()))).isEqualTo("conflict");
    ack(ada.command(topic, "help:ask", Map.of()));
    assertThat(grace.awaitEvent("help:asked").at("/data/room").asInt()).isEqualTo(1);
    ack(grace.command(topic, "breakout:announce", Map.of("text", "Hurry")));
    eve.await(f -> isEvent(f, "breakout:announced", topic));
    ack(grace.command(topic, "breakout:seat", Map.of("user", "bob", "room", 2)));
    bob.await(f -> TestSocket.op(f).equals("error") && f.path("topic").asText().equals(first));
    enter(bob, second);
    for (TestSocket everybody : List.of(grace, ada, bob, eve)) {
      everybody.await(f -> isEvent(f, "breakout:closed", topic));
    }
    ada.await(f -> isEvent(f, "class:ended", first));
    bob.await(f -> isEvent(f, "class:ended", second));
    assertThat(ada.subscribe(topic).at("/snapshot/breakout").isMissingNode()).isTrue();
    theRoomsAreInNobodysListAndTheClassWasAttendedThroughout(topic);
  }

  @Test
  void a_server_that_goes_away_finds_all_in_their_rooms_or_keeps_the_deadline_that_has_passed() {
    String topic = runningClass();
    split(topic, 600, seat("ada", 2));
    String room = roomOf(ada.subscribe(topic).path("snapshot"));
    enter(ada, room);
    String hasty = runningClass();
    split(hasty, 5, seat("ada", 1));
    String brief = roomOf(ada.subscribe(hasty).path("snapshot"));
    restart();
    JsonNode back = ada.subscribe(topic).path("snapshot");
    assertThat(back.at("/breakout/room").asInt()).isEqualTo(2);
    assertThat(roomOf(back)).isEqualTo(room);
    assertThat(enter(ada, room).path("role").asText()).isEqualTo("pupil");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(ada.subscribe(hasty).at("/snapshot/breakout").isMissingNode()).isTrue());
    // The flow has told the room, or has found that there is none to be made any more.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(ada.subscribe(brief).at("/snapshot/status").asText("none"))
                    .isNotEqualTo("running"));
    grace.subscribe(topic);
    ack(grace.command(topic, "breakout:close", Map.of()));
    ada.await(f -> isEvent(f, "breakout:closed", topic));
    ada.await(f -> isEvent(f, "class:ended", room));
  }

  @Test
  void a_new_assistant_goes_into_every_room_and_who_is_removed_into_none() {
    String topic = runningClass();
    split(topic, 600, seat("ada", 1), seat("bob", 1));
    String room = roomOf(ada.subscribe(topic).path("snapshot"));
    enter(ada, room);
    ack(grace.command(topic, "member:role", Map.of("user", "eve", "role", "assistant")));
    assertThat(enter(eve, room).path("role").asText()).isEqualTo("assistant");
    ack(grace.command(topic, "member:remove", Map.of("user", "ada")));
    ada.await(f -> TestSocket.op(f).equals("error") && f.path("topic").asText().equals(room));
    ack(grace.command(topic, "class:end", Map.of()));
    eve.await(f -> isEvent(f, "class:ended", room));
  }

  private void theRoomsAreInNobodysListAndTheClassWasAttendedThroughout(String topic) {
    String id = topic.substring("class:".length());
    // Else there would be nothing to be shown.
    Awaitility.await().until(() -> roomsWritten(id) == 2);
    for (String person : List.of("teacher", "ada")) {
      assertThat(client(person).call("get", "/v1/live-classes").data().findValuesAsText("title"))
          .noneMatch(title -> title.contains("room"));
    }
    JsonNode rows = client("teacher").call("get", "/v1/live-classes/" + id + "/attendance").data();
    assertThat(rows).hasSize(3);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.path("intervals"))
                    .singleElement()
                    .satisfies(interval -> assertThat(interval.has("to")).isFalse()));
  }

  private static long roomsWritten(String id) {
    return DATABASE
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("select count(*) from live_class where room_of = ?", id)
                    .mapTo(Long.class)
                    .one());
  }

  private void restart() {
    go();
    node.close();
    node = FullNode.start(DATABASE);
    come();
  }

  /** With all four in it. */
  private String runningClass() {
    JsonNode made =
        client("teacher").call("post", "/v1/live-classes", Map.of("title", "Split")).data();
    String topic = "class:" + made.path("id").asText();
    for (String pupil : List.of("ada", "bob", "eve")) {
      client(pupil)
          .call("post", "/v1/live-classes/join", Map.of("code", made.path("code").asText()));
    }
    List.of(grace, ada, bob, eve).forEach(socket -> socket.subscribe(topic));
    ack(grace.command(topic, "class:start", Map.of()));
    return topic;
  }

  private void split(String topic, int seconds, Map<?, ?>... seats) {
    ack(
        grace.command(
            topic,
            "breakout:open",
            Map.of("rooms", 2, "seconds", seconds, "seats", List.of(seats))));
  }

  private static Map<String, Object> seat(String user, int room) {
    return Map.of("user", user, "room", room);
  }

  /** The topic of the room this pupil has a seat in. */
  private static String roomOf(JsonNode snapshot) {
    int number = snapshot.at("/breakout/room").asInt();
    return "class:" + snapshot.at("/breakout/rooms/" + (number - 1) + "/id").asText();
  }

  /** A room is there, and has its people, a moment after it is told. */
  private static JsonNode enter(TestSocket socket, String topic) {
    return Awaitility.await()
        .until(() -> socket.subscribe(topic), answer -> TestSocket.op(answer).equals("subscribed"));
  }

  private static String chatOf(String topic) {
    return topic.replace("class:", "chat:class-");
  }

  private static boolean isEvent(JsonNode frame, String type, String topic) {
    return TestSocket.op(frame).equals("event")
        && frame.path("type").asText().equals(type)
        && frame.path("topic").asText().equals(topic);
  }

  /** Signed in once: tokens outlive a restart. */
  private static RestClient client(String who) {
    RestClient stranger = RestClient.stranger(node.port());
    String token = TOKENS.computeIfAbsent(who, name -> stranger.signedIn(name).token());
    return new RestClient(stranger.server(), token);
  }

  private static TestSocket hello(String who) {
    return TestSocket.hello(node.port(), client(who).token());
  }

  private static String code(JsonNode answer) {
    return answer.path("code").asText();
  }

  private static void ack(JsonNode answer) {
    assertThat(TestSocket.op(answer)).as(answer.toString()).isEqualTo("ack");
  }
}
