package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Both documents are well made, whatever the code says. */
class DocumentsTest {
  private static final JsonNode ASYNC = PublishedDocument.ASYNC.root();
  private static final JsonNode OPEN = PublishedDocument.OPEN.root();
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  @Test
  void every_reference_leads_somewhere() {
    assertThat(PublishedDocument.ASYNC.danglingReferences()).isEmpty();
    assertThat(PublishedDocument.OPEN.danglingReferences()).isEmpty();
  }

  @Test
  void nothing_is_described_that_nobody_refers_to() {
    for (PublishedDocument document : List.of(PublishedDocument.ASYNC, PublishedDocument.OPEN)) {
      Set<String> used = new TreeSet<>(document.references().toList());
      List<String> parts = new ArrayList<>();
      for (Map.Entry<String, JsonNode> section : document.root().path("components").properties()) {
        if (!section.getKey().equals("securitySchemes")) {
          PublishedDocument.names(section.getValue())
              .forEach(name -> parts.add("#/components/" + section.getKey() + "/" + name));
        }
      }
      assertThat(parts).isSubsetOf(used);
    }
  }

  @Test
  void openapi_is_valid_by_the_schema_of_openapi_3_1() throws IOException {
    try (InputStream schema = getClass().getResourceAsStream("/spec/openapi-3.1.schema.json")) {
      List<Error> errors =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Objects.requireNonNull(schema), InputFormat.JSON)
              .validate(OPEN);
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void every_operation_of_openapi_has_a_name_of_its_own_and_its_parameters() {
    List<String> ids = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : OPEN.path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          ids.add(operation.path("operationId").asText());
          assertThat(operation.path("summary").asText()).isNotBlank();
          assertThat(parameters(path.getValue()))
              .as(path.getKey())
              .containsExactlyInAnyOrderElementsOf(inPath(path.getKey()));
        }
      }
    }
    assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
  }

  @Test
  void asyncapi_is_made_of_the_parts_of_asyncapi_3() {
    assertThat(ASYNC.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(ASYNC.at("/info/title").asText()).isNotBlank();
    assertThat(ASYNC.at("/info/version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    knows(ASYNC, "asyncapi id info defaultContentType servers channels operations components");
    ASYNC.path("channels").forEach(c -> knows(c, "address title description bindings messages"));
    ASYNC.path("operations").forEach(o -> knows(o, "action channel title messages reply"));
    ASYNC.at("/components/messages").forEach(m -> knows(m, "name title payload examples"));
    for (JsonNode message : ASYNC.at("/components/messages")) {
      assertThat(message.path("name").asText()).isNotBlank();
      assertThat(message.path("title").asText()).isNotBlank();
      assertThat(message.path("payload").isObject()).isTrue();
    }
  }

  @Test
  void every_message_of_a_channel_is_sent_or_received_by_an_operation_of_that_channel() {
    Set<String> all = new TreeSet<>();
    for (Map.Entry<String, JsonNode> channel : ASYNC.path("channels").properties()) {
      PublishedDocument.names(channel.getValue().path("messages"))
          .forEach(name -> all.add("#/channels/" + channel.getKey() + "/messages/" + name));
    }
    Set<String> used = new TreeSet<>();
    for (JsonNode operation : ASYNC.path("operations")) {
      assertThat(operation.path("action").asText()).isIn("send", "receive");
      used.addAll(messages(operation));
      if (operation.has("reply")) {
        used.addAll(messages(operation.get("reply")));
      }
    }
    assertThat(used).isEqualTo(all);
  }

  @Test
  void every_example_of_a_message_is_one() {
    for (Map.Entry<String, JsonNode> message : ASYNC.at("/components/messages").properties()) {
      for (JsonNode example : message.getValue().path("examples")) {
        String payload = "/components/messages/" + message.getKey() + "/payload";
        assertThat(PublishedDocument.ASYNC.problems(payload, example.path("payload")))
            .as(message.getKey())
            .isEmpty();
      }
    }
  }

  private static List<String> messages(JsonNode operation) {
    String channel = operation.at("/channel/$ref").asText();
    List<String> messages = new ArrayList<>();
    operation.path("messages").forEach(message -> messages.add(message.path("$ref").asText()));
    assertThat(messages).isNotEmpty().allMatch(message -> message.startsWith(channel + "/"));
    return messages;
  }

  private static List<String> parameters(JsonNode path) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : path.path("parameters")) {
      names.add(PublishedDocument.OPEN.resolve(parameter).path("name").asText());
    }
    return names;
  }

  private static List<String> inPath(String path) {
    Matcher matcher = PARAMETER.matcher(path);
    return matcher.results().map(result -> result.group(1)).toList();
  }

  private static void knows(JsonNode node, String fields) {
    assertThat(PublishedDocument.names(node))
        .allMatch(name -> name.startsWith("x-") || List.of(fields.split(" ")).contains(name));
  }
}
