package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.settings.SettingReader;
import io.lyceum.platform.settings.Settings;
import io.lyceum.socket.ClientFrame;
import io.lyceum.socket.CloseReason;
import io.lyceum.socket.SocketRoute;
import io.lyceum.socket.SocketSettings;
import io.lyceum.topic.TopicSettings;
import io.lyceum.topic.journal.IdempotencyWindow;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What AsyncAPI says of the socket itself is what the code does. */
class SocketDocumentTest {
  private static final PublishedDocument ASYNC = PublishedDocument.ASYNC;
  private static final Config DEFAULTS = Settings.load(Map.of()).reader().config();
  private static final SocketSettings SOCKET = SocketSettings.read(SettingReader.of(DEFAULTS));

  /** Frames of a topic, which other parts write; {@link LiveFramesTest} reads real ones. */
  private static final List<String> OF_TOPICS =
      List.of("Subscribed", "Event", "Latest", "Relayed", "Presence");

  @Test
  void its_error_codes_are_those_of_the_code_with_their_http_status() {
    Map<String, Integer> described = new LinkedHashMap<>();
    for (JsonNode code : schema("ErrorCode").path("oneOf")) {
      described.put(code.path("const").asText(), code.path("x-status").asInt());
      assertThat(code.path("description").asText()).isNotBlank();
    }
    Map<String, Integer> real = new LinkedHashMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      Refusal refusal = new Refusal(new Rejection(code, "No."));
      real.put(code.wire(), ApiRoutes.refusal(refusal).status().intValue());
    }
    assertThat(described).isEqualTo(real);
    assertThat(
            PublishedDocument.texts(
                PublishedDocument.OPEN.at("/components/schemas/ErrorCode/enum")))
        .containsExactlyElementsOf(real.keySet());
  }

  @Test
  void its_close_codes_are_those_of_the_code_and_say_alike_whether_to_come_back() {
    Map<String, Boolean> described = new LinkedHashMap<>();
    for (JsonNode code : schema("CloseCode").path("oneOf")) {
      described.put(code.path("const").asText(), code.path("x-reconnect").asBoolean());
      assertThat(code.path("description").asText()).isNotBlank();
    }
    Map<String, Boolean> real = new LinkedHashMap<>();
    for (CloseReason reason : CloseReason.values()) {
      real.put(reason.wire(), reason.reconnect());
    }
    assertThat(described).isEqualTo(real);
  }

  @Test
  void its_limits_are_the_defaults_of_the_settings() throws ReflectiveOperationException {
    TopicSettings topic = TopicSettings.read(SettingReader.of(DEFAULTS));
    Map<String, Number> real = new LinkedHashMap<>();
    real.put("frameBytes", SOCKET.frameBytes());
    real.put("inflight", SOCKET.inflight());
    real.put("topics", SOCKET.topics());
    real.put("commandsPerSecond", SOCKET.commandsPerSecond());
    real.put("framesPerSecond", SOCKET.framesPerSecond());
    real.put("badFrames", SOCKET.badFrames());
    real.put("socketsPerUser", SOCKET.socketsPerUser());
    real.put("helloTimeoutSeconds", SOCKET.helloTimeout().toSeconds());
    real.put("heartbeatSeconds", SOCKET.heartbeat().toSeconds());
    real.put("mobileHeartbeatSeconds", SOCKET.mobileHeartbeat().toSeconds());
    real.put("silentHeartbeats", (Number) constant("io.lyceum.socket.SocketActor", "HEARTBEATS"));
    real.put("slowTimeoutSeconds", SOCKET.slowTimeout().toSeconds());
    real.put("reconnectSpreadSeconds", SOCKET.spread().toSeconds());
    real.put("graceSeconds", topic.grace().toSeconds());
    real.put("maxReplay", topic.maxReplay());
    real.put("rememberedIds", (Number) constant("io.lyceum.topic.journal.PersonWindow", "SIZE"));
    real.put("rememberedDays", IdempotencyWindow.KEPT.toDays());
    JsonNode described = ASYNC.at("/channels/socket/x-limits");
    assertThat(PublishedDocument.names(described)).containsExactlyElementsOf(real.keySet());
    real.forEach(
        (name, value) ->
            assertThat(described.get(name).asDouble()).as(name).isEqualTo(value.doubleValue()));
  }

  @Test
  void welcome_shows_the_same_limits_as_its_defaults() {
    JsonNode limits = ASYNC.at("/channels/socket/x-limits");
    for (Map.Entry<String, JsonNode> limit : schema("Limits").path("properties").properties()) {
      assertThat(limit.getValue().path("default").asInt())
          .as(limit.getKey())
          .isEqualTo(limits.path(limit.getKey()).asInt());
    }
    assertThat(ASYNC.at("/components/schemas/Welcome/properties/heartbeat/default").asLong())
        .isEqualTo(SOCKET.heartbeat().toSeconds());
  }

  @Test
  void its_subprotocol_and_account_roles_are_those_of_the_code() {
    assertThat(ASYNC.at("/channels/socket/x-subprotocol").asText()).isEqualTo(SocketRoute.PROTOCOL);
    List<String> roles =
        Arrays.stream(Role.values()).filter(r -> r != Role.SYSTEM).map(Role::wire).toList();
    assertThat(PublishedDocument.texts(schema("User").at("/properties/role/enum")))
        .isEqualTo(roles);
    assertThat(
            PublishedDocument.texts(
                PublishedDocument.OPEN.at("/components/schemas/AccountRole/enum")))
        .isEqualTo(roles);
  }

  @Test
  void its_client_frames_are_those_the_server_reads() {
    List<Class<?>> records =
        Arrays.stream(ClientFrame.class.getPermittedSubclasses())
            .<Class<?>>map(c -> c)
            .filter(c -> c != ClientFrame.Unreadable.class)
            .toList();
    assertThat(frames("receive"))
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(c -> c.getSimpleName().toLowerCase(Locale.ROOT)).toList());
    for (Class<?> record : records) {
      JsonNode schema = schema(record.getSimpleName());
      assertThat(schema.at("/properties/op/const").asText())
          .isEqualTo(record.getSimpleName().toLowerCase(Locale.ROOT));
      assertThat(PublishedDocument.names(schema.path("properties")))
          .as(record.getSimpleName())
          .filteredOn(name -> !name.equals("op"))
          .containsExactlyInAnyOrderElementsOf(components(record));
    }
  }

  @Test
  void its_server_frames_are_those_the_socket_writes() throws ClassNotFoundException {
    Class<?> frames = Class.forName("io.lyceum.socket.ServerFrame");
    Map<String, String> names = Map.of("Failure", "Error");
    for (Class<?> record : frames.getPermittedSubclasses()) {
      String name = names.getOrDefault(record.getSimpleName(), record.getSimpleName());
      assertThat(PublishedDocument.names(schema(name).path("properties")))
          .as(name)
          .containsExactlyInAnyOrderElementsOf(components(record));
      assertThat(frames("send")).contains(schema(name).at("/properties/op/const").asText());
    }
    assertThat(frames("send")).hasSize(frames.getPermittedSubclasses().length + OF_TOPICS.size());
    same("Limits", Class.forName("io.lyceum.socket.ServerFrame$Limits"));
    same("User", Class.forName("io.lyceum.socket.ServerFrame$Person"));
    same("FieldProblem", FieldProblem.class);
  }

  @Test
  void both_documents_describe_what_they_share_alike() {
    for (String name : List.of("FieldProblem", "CommandId", "UserId", "Person", "User")) {
      JsonNode open = PublishedDocument.OPEN.at("/components/schemas/" + name);
      assertThat(open.path("properties").size())
          .as(name)
          .isEqualTo(schema(name).path("properties").size());
      assertThat(open.path("pattern")).as(name).isEqualTo(schema(name).path("pattern"));
      assertThat(open.path("required")).as(name).isEqualTo(schema(name).path("required"));
    }
  }

  private static void same(String name, Class<?> record) {
    assertThat(PublishedDocument.names(schema(name).path("properties")))
        .containsExactlyInAnyOrderElementsOf(components(record));
  }

  /** The {@code op} of each frame of the channel socket, by who sends it. */
  private static List<String> frames(String action) {
    List<String> client = List.of("hello", "subscribe", "unsubscribe", "command", "signal", "ping");
    return StreamSupport.stream(ASYNC.at("/channels/socket/messages").spliterator(), false)
        .map(ASYNC::resolve)
        .map(message -> ASYNC.resolve(message.path("payload")))
        .filter(payload -> action.equals("receive") == isClients(payload, client))
        .map(payload -> payload.at("/properties/op/const").asText())
        .toList();
  }

  /** {@code signal} goes both ways; the server's says who it is from. */
  private static boolean isClients(JsonNode payload, List<String> client) {
    return client.contains(payload.at("/properties/op/const").asText())
        && !payload.path("properties").has("from");
  }

  private static List<String> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static JsonNode schema(String name) {
    JsonNode schema = ASYNC.at("/components/schemas/" + name);
    assertThat(schema.isObject()).as(name).isTrue();
    return schema;
  }

  private static Object constant(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(type).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
