package io.lyceum.socket;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.websocket.EncodedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames a socket itself makes; those of a topic come encoded from its entity. */
sealed interface ServerFrame {
  @JsonProperty
  String op();

  default EncodedText text() {
    return EncodedText.of(Json.write(this));
  }

  record Welcome(
      String op, String session, Person user, Instant time, long heartbeat, Limits limits)
      implements ServerFrame {
    Welcome(String session, Caller caller, Instant time, long heartbeat, Limits limits) {
      this("welcome", session, Person.of(caller), time, heartbeat, limits);
    }
  }

  /** The {@code user} of welcome and of {@code GET /v1/auth/me}. */
  record Person(String id, String name, String role, String school) {
    static Person of(Caller caller) {
      return new Person(
          caller.user().value(), caller.name(), caller.role().wire(), caller.school().value());
    }
  }

  record Limits(int frameBytes, int inflight, int topics, int commandsPerSecond) {}

  record Ack(String op, String id, @Nullable String topic, @Nullable Long seq)
      implements ServerFrame {
    Ack(String id, @Nullable String topic, @Nullable Long seq) {
      this("ack", id, topic, seq);
    }
  }

  record Failure(
      String op,
      @Nullable String id,
      @Nullable String topic,
      String code,
      String message,
      @Nullable List<FieldProblem> details,
      @Nullable Long retryAfterMs)
      implements ServerFrame {
    Failure(@Nullable String id, @Nullable String topic, Rejection why, long retryAfterMs) {
      this(
          "error",
          id,
          topic,
          why.code().wire(),
          why.message(),
          why.details().isEmpty() ? null : why.details(),
          retryAfterMs > 0 ? retryAfterMs : null);
    }
  }

  record Pong(String op, JsonNode t, Instant time) implements ServerFrame {
    Pong(JsonNode t, Instant time) {
      this("pong", t, time);
    }
  }

  record Bye(String op, String code, String reason, @Nullable Long reconnectAfterMs)
      implements ServerFrame {
    Bye(CloseReason why, @Nullable Long reconnectAfterMs) {
      this("bye", why.wire(), why.reason(), reconnectAfterMs);
    }
  }
}
