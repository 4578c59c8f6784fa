package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.media.room.Told;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.View;
import io.lyceum.topic.frame.EncodedView;
import io.lyceum.topic.frame.FrameEncoder;
import io.lyceum.topic.journal.Recorded;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AsyncAPI says of each kind of topic is what the kind's frames read and write. */
class KindsDocumentTest {
  private static final PublishedDocument ASYNC = PublishedDocument.ASYNC;
  private static final UserId SAMPLE = new UserId(Samples.TEXT);

  @Test
  void every_kind_of_the_server_has_a_channel() {
    List<String> classes = ServerClasses.of(LiveKind.class).map(Class::getName).toList();
    assertThat(classes)
        .containsExactlyInAnyOrderElementsOf(
            DescribedKind.all().stream().map(kind -> kind.getClass().getName()).toList());
    List<String> channels = new ArrayList<>(PublishedDocument.names(ASYNC.at("/channels")));
    channels.remove("socket");
    assertThat(channels)
        .containsExactlyInAnyOrderElementsOf(
            DescribedKind.all().stream().map(kind -> kind.topic().name()).toList());
  }

  @ParameterizedTest
  @MethodSource("io.lyceum.spec.DescribedKind#all")
  void its_events_are_those_that_the_events_of_its_journal_show(LiveKind kind) throws IOException {
    TopicKind<?, ?, ?> topic = kind.topic();
    Map<String, Set<String>> shown = new java.util.TreeMap<>();
    for (Shown one : shown(topic)) {
      String family = one.view().lane().name().toLowerCase(Locale.ROOT);
      String op = family.equals("durable") ? "event" : family;
      shown.computeIfAbsent(op, _ -> new TreeSet<>()).add(one.view().type());
    }
    for (String op : List.of("event", "latest")) {
      assertThat(DescribedKind.messages(topic.name(), op).keySet())
          .as(op)
          .isEqualTo(shown.getOrDefault(op, Set.of()));
    }
  }

  @ParameterizedTest
  @MethodSource("io.lyceum.spec.DescribedKind#all")
  void each_event_has_the_shape_the_audience_and_the_lane_that_are_described(LiveKind kind)
      throws IOException {
    TopicKind<?, ?, ?> topic = kind.topic();
    Map<String, Set<String>> audiences = new java.util.TreeMap<>();
    for (Shown one : shown(topic)) {
      String op = one.frame().path("op").asText();
      String pointer = DescribedKind.pointer(topic.name(), op, one.view().type());
      assertThat(ASYNC.problems(pointer + "/payload", one.frame())).as("%s", one.frame()).isEmpty();
      assertThat(ASYNC.at(pointer).path("x-lane").asText())
          .isEqualTo(one.view().lane().name().toLowerCase(Locale.ROOT));
      Set<String> roles = audiences.computeIfAbsent(pointer, _ -> new TreeSet<>());
      one.view().audience().roles().forEach(role -> roles.add(role.name()));
    }
    audiences.forEach(
        (pointer, roles) ->
            assertThat(PublishedDocument.texts(ASYNC.at(pointer).path("x-seen-by")))
                .as(pointer)
                .containsExactlyInAnyOrderElementsOf(roles));
  }

  @ParameterizedTest
  @MethodSource("io.lyceum.spec.DescribedKind#all")
  void what_a_newcomer_of_each_role_is_told_has_the_shape_that_is_described(LiveKind kind) {
    snapshots(kind.topic());
  }

  @ParameterizedTest
  @MethodSource("io.lyceum.spec.DescribedKind#all")
  void its_signals_are_those_it_relays(LiveKind kind) throws InvalidFields {
    signals(kind.topic());
  }

  private record Shown(View view, JsonNode frame) {}

  private static <S, C, E> List<Shown> shown(TopicKind<S, C, E> kind) throws IOException {
    FrameEncoder<E> encoder = new FrameEncoder<>(DescribedKind.topic(kind), kind.frames());
    List<Shown> shown = new ArrayList<>();
    for (Class<? extends E> type : kind.journal().types()) {
      for (Samples samples : Samples.variants()) {
        E event = samples.make(type);
        List<View> views = kind.frames().views(event);
        List<EncodedView> encoded =
            encoder.encode(7, new Recorded<>(event, SAMPLE, null, Instant.EPOCH, null)).views();
        for (int i = 0; i < views.size(); i++) {
          Viewer viewer = new Viewer(SAMPLE, new TopicRole("any"));
          shown.add(new Shown(views.get(i), Json.MAPPER.readTree(encoded.get(i).text(6, viewer))));
        }
      }
    }
    return shown;
  }

  private static <S, C, E> void snapshots(TopicKind<S, C, E> kind) {
    String pointer = "/components/messages/" + kind.name() + ".subscribed/payload";
    JsonNode described = ASYNC.at(pointer).at("/allOf/1/properties/role/enum");
    assertThat(described.size()).isPositive();
    @SuppressWarnings("unchecked")
    Class<S> type = (Class<S>) kind.decider().initial(DescribedKind.topic(kind)).getClass();
    for (Samples samples : Samples.variants()) {
      if (!samples.full()) {
        continue;
      }
      S state = samples.make(type);
      for (JsonNode role : described) {
        Object snapshot =
            kind.frames().snapshot(state, new Viewer(SAMPLE, new TopicRole(role.asText())));
        ObjectNode frame = JsonNodeFactory.instance.objectNode().put("op", "subscribed");
        frame.put("id", "1").put("topic", DescribedKind.topic(kind).wire()).set("role", role);
        frame.put("seq", 1).put("recovered", false);
        frame.set("snapshot", Json.MAPPER.valueToTree(snapshot));
        assertThat(ASYNC.problems(pointer, frame)).as("%s", frame).isEmpty();
      }
    }
  }

  private static <S, C, E> void signals(TopicKind<S, C, E> kind) throws InvalidFields {
    Map<String, JsonNode> described = DescribedKind.messages(kind.name(), "signal");
    Set<String> candidates = new TreeSet<>(Literals.of(kind.frames().getClass()));
    candidates.addAll(described.keySet());
    Set<String> relayed = new TreeSet<>();
    for (String type : candidates) {
      JsonNode data =
          described.containsKey(type)
              ? new SchemaSamples(ASYNC).full(DescribedKind.data(described.get(type)))
              : JsonNodeFactory.instance.objectNode();
      switch (signal(kind, type, data)) {
        case Relay.Refused(var why) when why.code() == ErrorCode.UNKNOWN_TYPE -> {}
        case Relay.Refused _ -> relayed.add(type);
        case Relay.Handed _ -> relayed.add(type);
        case Relay.To to -> relayed.add(described(kind, type, to));
        case Relay.Counted counted -> relayed.add(described(kind, type, counted.to()));
      }
    }
    assertThat(relayed).isEqualTo(described.keySet());
    // These go to the server itself, which has its own words for what comes back.
    if (relayed.removeIf(type -> type.startsWith("media:"))) {
      relayed.addAll(told(kind));
    }
    assertThat(DescribedKind.messages(kind.name(), "relayed").keySet()).isEqualTo(relayed);
  }

  /** The types of what the server itself signals, each held against its description. */
  private static Set<String> told(TopicKind<?, ?, ?> kind) {
    Set<String> types = new TreeSet<>();
    for (Class<?> type : Told.class.getPermittedSubclasses()) {
      for (Samples samples : Samples.variants()) {
        Told told = (Told) samples.make(type);
        types.add(told.type());
        String pointer = DescribedKind.pointer(kind.name(), "relayed", told.type()) + "/payload";
        JsonNode frame = frame(kind, told.type(), told);
        assertThat(ASYNC.problems(pointer, frame)).as("%s", frame).isEmpty();
      }
    }
    return types;
  }

  private static String described(TopicKind<?, ?, ?> kind, String type, Relay.To to) {
    String pointer = DescribedKind.pointer(kind.name(), "relayed", to.type()) + "/payload";
    assertThat(ASYNC.problems(pointer, frame(kind, to.type(), to.data()))).isEmpty();
    return type;
  }

  private static <S, C, E> Relay signal(TopicKind<S, C, E> kind, String type, JsonNode data)
      throws InvalidFields {
    @SuppressWarnings("unchecked")
    Class<S> stateType = (Class<S>) kind.decider().initial(DescribedKind.topic(kind)).getClass();
    S state = new Samples(true, 0).make(stateType);
    Viewer from = new Viewer(SAMPLE, new TopicRole("moderator"));
    return Fields.read(data, fields -> kind.frames().signal(state, from, type, fields));
  }

  private static JsonNode frame(TopicKind<?, ?, ?> kind, String type, Object data) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    frame.put("op", "signal").put("topic", DescribedKind.topic(kind).wire()).put("type", type);
    frame.put("from", Samples.TEXT).put("session", "1");
    return frame.set("data", Json.MAPPER.valueToTree(data));
  }
}
