package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.testkit.RestClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks over REST and holds each answer against OpenAPI. A path's one parameter is called id here.
 */
final class DescribedAnswers {
  private static final PublishedDocument OPEN = PublishedDocument.OPEN;
  private static final String JSON = "/content/application~1json/schema";

  private final Set<String> seen = new TreeSet<>();

  JsonNode ok(RestClient who, String method, String path) {
    return checked(method, path, who.call(method, path));
  }

  JsonNode ok(RestClient who, String method, String path, Map<String, ?> body) {
    return checked(method, path, who.call(method, path, body));
  }

  JsonNode ok(RestClient who, String method, String path, String id) {
    return checked(method, path, who.call(method, path.replace("{id}", id)));
  }

  JsonNode ok(RestClient who, String method, String path, String id, Map<String, ?> body) {
    return checked(method, path, who.call(method, path.replace("{id}", id), body));
  }

  /** For a path with several parameters, filled in order. */
  JsonNode okAt(RestClient who, String method, String path, List<String> ids) {
    String filled = path;
    for (String id : ids) {
      filled = filled.replaceFirst("\\{\\w+}", id);
    }
    return checked(method, path, who.call(method, filled));
  }

  JsonNode okText(RestClient who, String method, String path, String body) {
    return checked(method, path, who.callText(method, path, body));
  }

  /** The operations that were answered with 200. */
  Set<String> seen() {
    return seen;
  }

  /** The operations that OpenAPI says are answered with 200 and JSON. */
  static Set<String> all() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : OPEN.root().path("paths").properties()) {
      for (String method : PublishedDocument.names(path.getValue())) {
        boolean described = path.getValue().path(method).path("responses").has("200");
        if (described && !OPEN.at(response(method, path.getKey()) + JSON).isMissingNode()) {
          operations.add(method + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  private JsonNode checked(String method, String path, RestClient.Answer answer) {
    String address = path.split("\\?", 2)[0];
    String described =
        address.startsWith("/v1/topics/") ? address.replace("{id}", "{topic}") : address;
    String what = method + " " + described;
    assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(200);
    assertThat(OPEN.problems(response(method, described) + JSON, answer.body()))
        .as("%s: %s", what, answer.body())
        .isEmpty();
    seen.add(what);
    return answer.data();
  }

  /** Where the response 200 is described. */
  private static String response(String method, String path) {
    String pointer = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/200";
    JsonNode response = OPEN.root().at(pointer);
    assertThat(response.isMissingNode()).as(pointer).isFalse();
    return response.has("$ref") ? response.get("$ref").asText().substring(1) : pointer;
  }
}
