package io.lyceum.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.lyceum.core.CommandId;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.json.Texts;
import io.lyceum.platform.tracing.TraceContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frame. Unknown fields of the frame itself are passed over, so that a newer
 * client can talk to an older server; those of {@code data} are the kind's to judge.
 */
final class ClientFrames {
  private static final int MAX_TEXT = 256;
  private static final int MAX_TOKEN = 8 * 1024;

  private final JsonNode node;
  private final List<FieldProblem> problems = new ArrayList<>();

  private ClientFrames(JsonNode node) {
    this.node = node;
  }

  static ClientFrame read(String text) {
    JsonNode node;
    try {
      node = Json.parse(text);
    } catch (IOException e) {
      return bad("This is not one JSON object.");
    }
    if (!node.isObject() || !node.path("op").isTextual()) {
      return bad("A frame is an object with a text field op.");
    }
    ClientFrames frames = new ClientFrames(node);
    Texts.unsound(text, node).ifPresent(frames.problems::add);
    return frames.byOp(node.get("op").asText());
  }

  private ClientFrame byOp(String op) {
    return switch (op) {
      case "hello" ->
          checked(
              () ->
                  new ClientFrame.Hello(
                      text("token", MAX_TOKEN), optional("client", ""), resume()));
      case "subscribe" ->
          checked(
              () ->
                  new ClientFrame.Subscribe(
                      text("id", MAX_TEXT), text("topic", MAX_TEXT), after()));
      case "unsubscribe" ->
          checked(() -> new ClientFrame.Unsubscribe(text("id", MAX_TEXT), text("topic", MAX_TEXT)));
      case "command" ->
          checked(
              () ->
                  new ClientFrame.Command(
                      commandId("id"),
                      text("topic", MAX_TEXT),
                      text("type", MAX_TEXT),
                      data(),
                      follows(),
                      traceparent()));
      case "signal" ->
          checked(
              () ->
                  new ClientFrame.Signal(
                      text("topic", MAX_TEXT),
                      text("type", MAX_TEXT),
                      data(),
                      node.has("to") ? text("to", MAX_TEXT) : null));
      case "ping" ->
          new ClientFrame.Ping(node.path("t").isNumber() ? node.get("t") : NullNode.getInstance());
      default ->
          new ClientFrame.Unreadable(
              id(), new Rejection(ErrorCode.UNKNOWN_TYPE, "There is no frame with this op."), true);
    };
  }

  private ClientFrame checked(Supplier<ClientFrame> reader) {
    ClientFrame frame = reader.get();
    if (problems.isEmpty()) {
      return frame;
    }
    String names = String.join(", ", problems.stream().map(FieldProblem::field).toList());
    Rejection rejection =
        new Rejection(ErrorCode.INVALID, "These fields are not valid: " + names + ".", problems);
    return new ClientFrame.Unreadable(id(), rejection, false);
  }

  private @Nullable String id() {
    String id = node.path("id").asText("");
    return node.path("id").isTextual() && id.length() <= MAX_TEXT ? id : null;
  }

  private String text(String field, int max) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > max) {
      problems.add(new FieldProblem(field, "must be a text of 1 to " + max + " characters"));
      return "";
    }
    return value.asText();
  }

  private String optional(String field, String fallback) {
    return node.hasNonNull(field) ? text(field, MAX_TEXT) : fallback;
  }

  private JsonNode data() {
    JsonNode data = node.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!data.isObject()) {
      problems.add(new FieldProblem("data", "must be an object"));
    }
    return data;
  }

  @SuppressWarnings(
      "NullAway") // a stand-in that is never used: the problem noted beside it refuses the frame
  private CommandId commandId(String field) {
    return CommandId.parse(node.path(field).asText())
        .orElseGet(
            () -> {
              problems.add(new FieldProblem(field, "must be a UUIDv7"));
              return null;
            });
  }

  private @Nullable CommandId follows() {
    return node.hasNonNull("follows") ? commandId("follows") : null;
  }

  /** For whoever collects traces; one that is malformed is passed over, as the W3C wants it. */
  private @Nullable String traceparent() {
    JsonNode context = node.get("traceparent");
    return context != null && TraceContext.isOne(context.textValue()) ? context.textValue() : null;
  }

  private @Nullable Long after() {
    return node.hasNonNull("after") ? seq("after", node.get("after")) : null;
  }

  private Long seq(String field, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      problems.add(new FieldProblem(field, "must be a sequence number"));
      return 0L;
    }
    return value.asLong();
  }

  private Map<String, Long> resume() {
    Map<String, Long> resume = new LinkedHashMap<>();
    if (node.hasNonNull("resume") && !node.get("resume").isObject()) {
      problems.add(new FieldProblem("resume", "must be an object of topic to seq"));
      return resume;
    }
    for (Map.Entry<String, JsonNode> topic : node.path("resume").properties()) {
      resume.put(topic.getKey(), seq("resume." + topic.getKey(), topic.getValue()));
    }
    return resume;
  }

  private static ClientFrame bad(String message) {
    return new ClientFrame.Unreadable(null, new Rejection(ErrorCode.BAD_FRAME, message), true);
  }
}
