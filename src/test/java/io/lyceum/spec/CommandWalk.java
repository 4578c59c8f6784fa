package io.lyceum.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Role;
import io.lyceum.spec.WalkRules.Place;
import io.lyceum.spec.WalkRules.Standing;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subscribing, reading the past and every command of AsyncAPI, over socket and REST. */
final class CommandWalk {
  private static final Set<String> REFUSED = Set.of("forbidden", "not_found");

  private final int port;
  private final WalkFindings findings;

  CommandWalk(int port, WalkFindings findings) {
    this.port = port;
    this.findings = findings;
  }

  void topics(Role role, Place place, WalkSchool from, WalkSchool.Rooms rooms, String marker) {
    for (Map.Entry<String, String> topic : rooms.topics()) {
      try (TestSocket socket = TestSocket.hello(port, from.who(role).token())) {
        Optional<String> in = WalkRules.roleIn(topic.getKey(), place, role);
        String what = role.wire() + " in " + place + " " + topic.getKey() + ": ";
        subscribe(socket, topic.getValue(), in, what);
        events(from.who(role), topic.getValue(), in, what, marker);
        commands(socket, from.who(role), topic, new Standing(role, in), what, marker);
        socket.frames().forEach(frame -> findings.silent(what, frame.toString(), marker));
      }
    }
  }

  private void subscribe(TestSocket socket, String topic, Optional<String> in, String what) {
    JsonNode answer = socket.subscribe(topic);
    boolean right =
        in.map(role -> answer.path("role").asText().equals(role))
            .orElseGet(() -> REFUSED.contains(answer.path("code").asText()));
    if (!right) {
      findings.add(what + "subscribe " + answer);
    }
  }

  private void events(
      RestClient who, String topic, Optional<String> in, String what, String marker) {
    RestClient.Answer answer = who.call("get", "/v1/topics/" + topic + "/events");
    findings.silent(what, answer.response().body(), marker);
    if (in.isPresent() != (answer.status() == 200)) {
      findings.add(what + "events " + answer.status() + " " + answer.body());
    }
  }

  private void commands(
      TestSocket socket,
      RestClient who,
      Map.Entry<String, String> topic,
      Standing standing,
      String what,
      String marker) {
    SchemaSamples samples = new SchemaSamples(PublishedDocument.ASYNC);
    DescribedKind.messages(topic.getKey(), "command")
        .forEach(
            (type, message) -> {
              JsonNode data = harmless(samples.full(DescribedKind.data(message)));
              JsonNode said = said(socket, topic.getValue(), type, data);
              RestClient.Answer answer = sent(who, topic.getValue(), type, data);
              findings.silent(what, answer.response().body(), marker);
              boolean allowed = standing.may(topic.getKey(), type);
              boolean knows = standing.knows(topic.getKey(), type);
              check(what + "socket " + type, allowed, knows, said.path("code").asText());
              String code = answer.body().at("/error/code").asText();
              check(what + "REST " + type, allowed, knows, code);
            });
  }

  /** What sends nobody out, shuts nobody in a lobby and calls nobody: the walk goes on. */
  private static JsonNode harmless(JsonNode data) {
    ObjectNode changed = data.deepCopy();
    if (data.has("user")) {
      changed.put("user", "no.such.person");
    }
    if (data.has("to")) {
      changed.putArray("to").add("no.such.person");
    }
    if (data.has("lobby")) {
      changed.put("lobby", false);
    }
    return changed;
  }

  private void check(String what, boolean allowed, boolean knows, String code) {
    boolean refused = knows ? code.equals("forbidden") : REFUSED.contains(code);
    if (allowed == refused) {
      findings.add(what + " " + code);
    }
  }

  private static JsonNode said(TestSocket socket, String topic, String type, JsonNode data) {
    Map<String, JsonNode> fields = new HashMap<>();
    data.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return socket.command(topic, type, fields);
  }

  private static RestClient.Answer sent(RestClient who, String topic, String type, JsonNode data) {
    ObjectNode command = JsonNodeFactory.instance.objectNode();
    command.put("id", TestSocket.newId()).put("type", type).set("data", data);
    return who.call("post", "/v1/topics/" + topic + "/commands", command);
  }
}
