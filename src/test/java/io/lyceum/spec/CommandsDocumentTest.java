package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AsyncAPI says of each kind's commands is what the kind reads. */
class CommandsDocumentTest {
  @ParameterizedTest
  @MethodSource("io.lyceum.spec.DescribedKind#all")
  void its_commands_are_those_clients_may_send(LiveKind kind) {
    TopicKind<?, ?, ?> topic = kind.topic();
    assertThat(DescribedKind.messages(topic.name(), "command").keySet())
        .containsExactlyInAnyOrderElementsOf(topic.frames().commands().clientTypes());
  }

  @ParameterizedTest
  @MethodSource("io.lyceum.spec.DescribedKind#all")
  void each_command_takes_what_its_schema_allows_and_nothing_else(LiveKind kind) {
    TopicKind<?, ?, ?> topic = kind.topic();
    SchemaSamples samples = new SchemaSamples(PublishedDocument.ASYNC);
    Map<String, JsonNode> commands = DescribedKind.messages(topic.name(), "command");
    Set<String> fields = new TreeSet<>();
    commands
        .values()
        .forEach(
            c -> fields.addAll(PublishedDocument.names(DescribedKind.data(c).path("properties"))));
    commands.forEach(
        (type, message) -> {
          JsonNode schema = DescribedKind.data(message);
          for (SchemaSamples.Variant variant : samples.variants(schema)) {
            assertThat(refusal(topic, type, variant.value()).isEmpty())
                .as("%s with %s: %s", type, variant.what(), variant.value())
                .isEqualTo(variant.allowed());
          }
          for (String field : fields) {
            // Absent fields may be said to be null, so null tells whether a field is known at all.
            ObjectNode probe = JsonNodeFactory.instance.objectNode().putNull(field);
            boolean known =
                !refusal(topic, type, probe).orElse("").contains(field + " is not known");
            assertThat(known)
                .as("%s knows %s", type, field)
                .isEqualTo(schema.path("properties").has(field));
          }
        });
  }

  /** What the command's reader has against the data; empty when it takes it. */
  private static Optional<String> refusal(TopicKind<?, ?, ?> kind, String type, JsonNode data) {
    try {
      kind.frames().commands().read(type, data, false);
      return Optional.empty();
    } catch (InvalidFields e) {
      return Optional.of(
          e.rejection().details().stream()
              .map(problem -> problem.field() + " " + problem.problem())
              .collect(Collectors.joining(", ")));
    }
  }
}
