package io.lyceum.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.FullNode;
import io.lyceum.spec.PublishedDocument;
import io.lyceum.spec.SchemaSamples;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hostile texts in every place of the API that takes text: they stay text. */
class HostileTextTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final PublishedDocument OPEN = PublishedDocument.OPEN;
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private static final Map<String, Object> STAFF_ROOM =
      Map.of("name", "Staff", "type", "group", "members", List.of("bob"));

  private static FullNode node;
  private static RestClient teacher;
  private static RestClient eve;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    teacher = RestClient.stranger(node.port()).signedIn("teacher");
    // Before all that is tried at the door here, after which this address has to wait.
    eve = RestClient.stranger(node.port()).signedIn("eve");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private record Operation(String method, String path, JsonNode description) {
    Stream<String> queryParameters() {
      List<String> names = new ArrayList<>();
      for (JsonNode parameter : description.path("parameters")) {
        JsonNode resolved = OPEN.resolve(parameter);
        if (resolved.path("in").asText().equals("query")) {
          names.add(resolved.path("name").asText());
        }
      }
      return names.stream();
    }
  }

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : OPEN.root().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.add(new Operation(operation.getKey(), path.getKey(), operation.getValue()));
        }
      }
    }
    return operations;
  }

  @Test
  void in_paths_and_queries_it_is_refused_or_finds_nothing() {
    long before = fingerprint();
    int asked = 0;
    for (Operation operation : operations()) {
      String harmless = operation.path().replaceAll("\\{\\w+}", "chat:any");
      for (String text : Corpus.part(asked)) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        if (operation.path().contains("{")) {
          String path = operation.path().replaceAll("\\{\\w+}", encoded.replace("$", "\\$"));
          harmless(operation, text, teacher.call(operation.method(), path));
          asked++;
        }
        for (String name : operation.queryParameters().toList()) {
          String query = harmless + "?" + name + "=" + encoded;
          harmless(operation, text, teacher.call(operation.method(), query));
          asked++;
        }
      }
    }
    assertThat(asked).isGreaterThan(80);
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void in_every_field_of_every_body_it_is_refused_or_kept_as_it_is() {
    SchemaSamples samples = new SchemaSamples(OPEN);
    JsonNode people = teacher.call("get", "/v1/users").data();
    int asked = 0;
    for (Operation operation : operations()) {
      JsonNode body = OPEN.resolve(operation.description().path("requestBody"));
      JsonNode schema = OPEN.resolve(body.at("/content/application~1json/schema"));
      if (schema.isMissingNode()) {
        continue;
      }
      String path = operation.path().replaceAll("\\{\\w+}", "chat:any");
      for (String text : Corpus.part(asked)) {
        JsonNode sample = samples.full(schema).deepCopy();
        List<Consumer<String>> places = new ArrayList<>();
        places(sample, places);
        for (Consumer<String> place : places) {
          place.accept(text);
        }
        harmless(operation, text, teacher.call(operation.method(), path, sample));
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(60);
    assertThat(teacher.call("get", "/v1/users").data()).isEqualTo(people);
  }

  @Test
  void as_the_name_of_a_topic_it_leads_nowhere() {
    try (TestSocket socket = TestSocket.hello(node.port(), teacher.token())) {
      for (String text : Corpus.all()) {
        for (String topic : List.of(text, "chat:" + text, text + ":x", "other|chat:" + text)) {
          JsonNode answer = socket.subscribe(topic);
          assertThat(TestSocket.op(answer)).as(topic).isEqualTo("error");
          assertThat(answer.path("code").asText())
              .as(topic)
              .isIn("not_found", "invalid", "forbidden");
        }
      }
    }
  }

  @Test
  void who_guesses_ids_gets_nothing() {
    String chat = teacher.call("post", "/v1/chats", STAFF_ROOM).data().path("id").asText();
    String start = chat.substring(0, chat.length() - 1);
    try (TestSocket socket = TestSocket.hello(node.port(), eve.token())) {
      for (char last : "0123456789abcdef".toCharArray()) {
        String topic = "chat:" + start + last;
        JsonNode answer = socket.subscribe(topic);
        assertThat(answer.path("code").asText()).as(topic).isEqualTo("not_found");
        assertThat(eve.call("get", "/v1/topics/" + topic + "/events").status()).isIn(403, 404);
        JsonNode sent = socket.command(topic, "message:send", Map.of("text", "hello?"));
        assertThat(TestSocket.op(sent)).isEqualTo("error");
      }
    }
  }

  /** Strings to be replaced, wherever they are. */
  private static void places(JsonNode node, List<Consumer<String>> places) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isTextual()) {
          places.add(text -> object.put(field.getKey(), text));
        } else {
          places(field.getValue(), places);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        if (array.get(i).isTextual()) {
          places.add(text -> array.set(at, text));
        } else {
          places(array.get(i), places);
        }
      }
    }
  }

  private static void harmless(Operation operation, String text, RestClient.Answer answer) {
    String what = operation.method() + " " + operation.path() + " with " + text;
    assertThat(answer.status()).as(what).isLessThan(500);
    assertThat(answer.response().headers().firstValue("X-Injected")).as(what).isEmpty();
    if (answer.status() >= 400) {
      assertThat(answer.response().body())
          .as(what)
          .doesNotContainIgnoringCase("exception", "org.postgresql");
    }
  }

  /** People, schools, tables and events: what an injection is after. */
  private static long fingerprint() {
    return DATABASE
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select hashtext((select string_agg(p::text, ',' order by id) from person p) ||"
                            + " (select count(*) from school) || (select count(*) from"
                            + " information_schema.tables))")
                    .mapTo(Long.class)
                    .one());
  }
}
