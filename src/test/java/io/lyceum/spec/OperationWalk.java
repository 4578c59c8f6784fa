package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.Role;
import io.lyceum.spec.WalkRules.Place;
import io.lyceum.testkit.RestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every operation of OpenAPI that wants a token. */
final class OperationWalk {
  private static final PublishedDocument OPEN = PublishedDocument.OPEN;
  private static final Set<String> REFUSED = Set.of("forbidden", "not_found", "invalid");
  private static final SchemaSamples SAMPLES = new SchemaSamples(OPEN);

  /** Operations whose body names something that may be another school's. */
  private static final Set<String> NAMES_THINGS =
      Set.of("joinLiveClass", "joinQuiz", "createChat", "createQuiz", "placeCall");

  /**
   * Commands of all kinds, walked by themselves; what belongs to one sign-in or invitation: see
   * SessionsTest and RegistrationTest; and what can be done once: see ErasureTest.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("topicCommand", "topicEvents", "endSession", "revokeInvitation", "eraseUser");

  record Operation(String method, String path, JsonNode description) {
    String id() {
      return description.path("operationId").asText();
    }

    boolean isOpen() {
      return description.path("security").isArray();
    }

    /** Empty when being signed in is enough. */
    Optional<Permission> permission() {
      String name = description.path("x-permission").asText();
      assertThat(name).as("x-permission of " + this.id()).isNotEmpty();
      return name.equals("signed_in")
          ? Optional.empty()
          : Optional.of(Permission.valueOf(name.toUpperCase(Locale.ROOT)));
    }
  }

  private final WalkSchool demo;
  private final WalkSchool south;
  private final WalkFindings findings;

  OperationWalk(WalkSchool demo, WalkSchool south, WalkFindings findings) {
    this.demo = demo;
    this.south = south;
    this.findings = findings;
  }

  /** All that want a token, but what the commands' walk does. */
  static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : OPEN.root().path("paths").properties()) {
      for (String method : PublishedDocument.names(path.getValue())) {
        if (path.getValue().path(method).has("operationId")) {
          operations.add(new Operation(method, path.getKey(), path.getValue().path(method)));
        }
      }
    }
    operations.removeIf(each -> each.isOpen() || ELSEWHERE.contains(each.id()));
    assertThat(operations).isNotEmpty();
    return operations;
  }

  /** As somebody of each role, at their own, at another room's and at another school's. */
  void tryAll(Operation operation) {
    for (Role role : WalkSchool.ROLES) {
      inSchool(operation, role, Place.OWN);
      if (operation.path().contains("{") && operation.permission().isEmpty()) {
        inSchool(operation, role, Place.OTHER_ROOM);
      }
      foreign(operation, role, demo, south);
      foreign(operation, role, south, demo);
    }
  }

  private void inSchool(Operation operation, Role role, Place place) {
    WalkSchool.Rooms rooms = place == Place.OWN ? demo.own : demo.other;
    RestClient.Answer answer = call(operation, demo.who(role), rooms, false);
    String what = role.wire() + " at " + place + " " + operation.id();
    findings.silent(what, answer.response().body(), south.marker);
    boolean allowed = allowed(operation, role) && inRoom(operation, place, role);
    if (allowed == Set.of(403, 404).contains(answer.status())) {
      findings.add(what + ": " + answer.status() + " " + answer.body());
    }
  }

  /** An operation that names nothing of a school is the same wherever it is asked. */
  private void foreign(Operation operation, Role role, WalkSchool from, WalkSchool to) {
    if (!operation.path().contains("{") && !NAMES_THINGS.contains(operation.id())) {
      return;
    }
    foreign(operation, role, from, to.own, to.marker);
    if (operation.path().contains("{parent}")) {
      foreign(operation, role, from, from.own.withParent(to.own.parent()), to.marker);
    }
  }

  private void foreign(
      Operation operation, Role role, WalkSchool from, WalkSchool.Rooms rooms, String marker) {
    RestClient.Answer answer = call(operation, from.who(role), rooms, true);
    String what = role.wire() + " at another school's " + operation.id();
    findings.silent(what, answer.response().body(), marker);
    if (!REFUSED.contains(answer.body().at("/error/code").asText())
        || (!allowed(operation, role) && answer.status() != 403)) {
      findings.add(what + ": " + answer.status() + " " + answer.body());
    }
  }

  private static boolean allowed(Operation operation, Role role) {
    return operation.permission().map(Permissions.of(role)::contains).orElse(true);
  }

  /** Of operations anyone signed in may ask, those about a room are for who is in it. */
  private static boolean inRoom(Operation operation, Place place, Role role) {
    if (!operation.path().contains("{") || operation.permission().isPresent()) {
      return true;
    }
    return switch (operation.id()) {
      case "attendance", "recordClass" ->
          WalkRules.roleIn("class", place, role).equals(Optional.of("teacher"));
      case "classReplay", "classRecording" -> WalkRules.roleIn("class", place, role).isPresent();
      case "quizResults" -> WalkRules.roleIn("quiz", place, role).isPresent();
      case "learnerProgress" ->
          WalkRules.roleIn("progress", place, role)
              .filter(Set.of("learner", "guardian")::contains)
              .isPresent();
      case "consent", "decideConsent" ->
          Permissions.of(role).contains(Permission.MANAGE_GUARDIANS)
              || WalkRules.roleIn("progress", place, role)
                  .filter(
                      (operation.method().equals("get")
                              ? Set.of("learner", "guardian")
                              : Set.of("guardian"))
                          ::contains)
                  .isPresent();
      case "exportPerson" ->
          Permissions.of(role).contains(Permission.EXPORT_DATA)
              || WalkRules.roleIn("progress", place, role)
                  .filter(Set.of("learner", "guardian")::contains)
                  .isPresent();
      default -> throw new AssertionError("say in WalkTest who may ask " + operation.id());
    };
  }

  private static RestClient.Answer call(
      Operation operation, RestClient who, WalkSchool.Rooms rooms, boolean foreign) {
    String path = filled(operation, rooms);
    JsonNode body = body(operation, rooms, foreign);
    return body.isMissingNode()
        ? who.call(operation.method(), path)
        : who.call(operation.method(), path, body);
  }

  private static String filled(Operation operation, WalkSchool.Rooms rooms) {
    String[] parts = operation.path().split("/", -1);
    String id =
        switch (parts[2]) {
          case "live-classes" -> rooms.classId();
          case "quizzes" -> rooms.quizId();
          case "courses" -> rooms.course();
          case "users" ->
              Set.of("learnerProgress", "exportPerson", "consent", "decideConsent")
                      .contains(operation.id())
                  ? rooms.learner()
                  : rooms.child();
          default -> {
            assertThat(operation.path()).as("say in WalkTest what is meant").doesNotContain("{");
            yield "";
          }
        };
    return operation.path().replace("{id}", id).replace("{parent}", rooms.parent());
  }

  private static JsonNode body(Operation operation, WalkSchool.Rooms rooms, boolean foreign) {
    JsonNode content =
        OPEN.resolve(operation.description().path("requestBody")).at("/content/application~1json");
    if (content.isMissingNode()) {
      return content;
    }
    JsonNode sample =
        content.has("example") ? content.get("example") : SAMPLES.full(content.get("schema"));
    ObjectNode body = sample.deepCopy();
    switch (operation.id()) {
      case "joinLiveClass" -> body.put("code", rooms.classCode());
      case "joinQuiz" -> body.put("code", rooms.quizCode());
      // A pupil who is renamed or shut out would be missed elsewhere in the walk.
      case "changeUser" -> body.removeAll();
      case "createChat" ->
          body.put("type", "group").set("members", body.arrayNode().add(rooms.child()));
      case "placeCall" -> body.set("to", body.arrayNode().add(rooms.child()));
      case "createQuiz" -> {
        if (foreign) {
          body.put("classId", rooms.classId());
        }
      }
      default -> {
        // As it stands in the document.
      }
    }
    return body;
  }
}
