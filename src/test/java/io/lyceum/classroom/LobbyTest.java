package io.lyceum.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class whose newcomers wait, on the whole server and over real sockets. */
class LobbyTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static FullNode node;

  private TestSocket grace = hello("teacher");
  private TestSocket ada = hello("ada");

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    node.close();
    DATABASE.close();
  }

  @Test
  void who_waits_is_told_nothing_of_the_class_until_they_are_in() {
    String topic = classWithLobby("ada");
    grace.subscribe(topic);
    JsonNode waits = ada.subscribe(topic);
    assertThat(waits.path("role").asText()).isEqualTo("waiting");
    assertThat(waits.path("snapshot").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("title", "status", "waiting");
    ack(grace.command(topic, "class:start", Map.of()));
    ack(grace.command(topic, "rules:set", Map.of("hands", false)));
    ack(grace.command(topic, "rules:set", Map.of("hands", true)));
    JsonNode past = client("ada").call("get", "/v1/topics/" + topic + "/events").body();
    assertThat(past.findValuesAsText("type")).containsOnly("class:started");
    assertThat(code(ada.subscribe(chatOf(topic)))).isEqualTo("forbidden");
    assertThat(code(ada.command(topic, "hand:raise", Map.of()))).isEqualTo("forbidden");
    ack(grace.command(topic, "lobby:admit", Map.of()));
    JsonNode in = ada.await(f -> f.path("role").asText().equals("pupil"));
    assertThat(in.at("/snapshot/rules/lobby").asBoolean()).isTrue();
    assertThat(told(ada, topic)).isSubsetOf("class:started", "member:admitted", "member:joined");
    ack(ada.command(topic, "hand:raise", Map.of()));
    close();
  }

  @Test
  void who_is_turned_away_learns_it_and_is_cut_off() {
    String topic = classWithLobby("ada");
    grace.subscribe(topic);
    ada.subscribe(topic);
    grace.awaitEvent("member:waiting");
    ack(grace.command(topic, "member:deny", Map.of("user", "ada")));
    ada.awaitEvent("member:denied");
    ada.await(f -> TestSocket.op(f).equals("error") && f.path("topic").asText().equals(topic));
    assertThat(code(ada.subscribe(topic))).isEqualTo("forbidden");
    close();
  }

  @Test
  void a_server_that_dies_leaves_everybody_where_they_were() {
    String topic = classWithLobby("ada", "bob");
    ada.subscribe(topic);
    grace.subscribe(topic);
    ack(grace.command(topic, "member:admit", Map.of("user", "bob")));
    close();
    node.close();
    node = FullNode.start(DATABASE);
    grace = hello("teacher");
    ada = hello("ada");
    assertThat(ada.subscribe(topic).path("role").asText()).isEqualTo("waiting");
    try (TestSocket bob = hello("bob")) {
      assertThat(bob.subscribe(topic).path("role").asText()).isEqualTo("pupil");
    }
    JsonNode snapshot = grace.subscribe(topic).path("snapshot");
    assertThat(snapshot.at("/waiting/0/id").asText()).isEqualTo("ada");
    close();
  }

  private void close() {
    grace.close();
    ada.close();
  }

  /** The types of the events this socket was told of the topic. */
  private static Set<String> told(TestSocket socket, String topic) {
    return socket.frames().stream()
        .filter(f -> TestSocket.op(f).equals("event") && f.path("topic").asText().equals(topic))
        .map(f -> f.path("type").asText())
        .collect(Collectors.toSet());
  }

  private static String classWithLobby(String... pupils) {
    JsonNode made =
        client("teacher")
            .call("post", "/v1/live-classes", Map.of("title", "Lobby", "lobby", true))
            .data();
    for (String pupil : List.of(pupils)) {
      client(pupil)
          .call("post", "/v1/live-classes/join", Map.of("code", made.path("code").asText()));
    }
    return "class:" + made.path("id").asText();
  }

  private static String chatOf(String topic) {
    return topic.replace("class:", "chat:class-");
  }

  private static RestClient client(String who) {
    return RestClient.stranger(node.port()).signedIn(who);
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
