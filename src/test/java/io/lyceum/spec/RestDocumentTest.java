package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.core.Role;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.OpsRoutes;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.Somebody;
import io.lyceum.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OpenAPI has each path and method of the whole server, and no other. */
class RestDocumentTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final PublishedDocument OPEN = PublishedDocument.OPEN;
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  /** Stands where a path has a parameter; an id and a topic's name alike. */
  private static final String ANY = "chat:any";

  private static final int FEW = 5;

  /** The parts of {@code /v1/a/b/c}, the one before the first slash too. */
  private static final int DEEP = 5;

  private static final Pattern SEGMENT = Pattern.compile("\\.?[a-z][a-z0-9.-]*");

  private static FullNode node;
  private static RestClient teacher;
  private static RestClient root;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    // Of no sign-in, or signing out everywhere would end it.
    teacher = Somebody.of(DATABASE).asks(node.port(), Role.TEACHER);
    root = Somebody.of(DATABASE).asks(node.port(), Role.SUPER_ADMIN);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private record Operation(String method, String path, JsonNode description) {
    String sample() {
      return path.replaceAll("\\{\\w+}", ANY);
    }

    /** A topic's id may hold a slash. */
    private String pattern() {
      return path.replace("{topic}", ".+").replaceAll("\\{\\w+}", "[^/]+");
    }

    boolean fits(String method, String real) {
      return this.method.equals(method) && real.matches(pattern());
    }
  }

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : OPEN.root().path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          operations.add(new Operation(method, path.getKey(), operation));
        }
      }
    }
    return operations;
  }

  @Test
  void every_operation_it_describes_is_there() {
    for (Operation operation : operations()) {
      RestClient.Answer answer = teacher.call(operation.method(), operation.sample());
      assertThat(answer.isNowhere()).as("%s", operation).isFalse();
      assertThat(answer.status()).as("%s", operation).isNotEqualTo(405);
    }
  }

  @Test
  void every_operation_of_the_server_is_described() {
    List<Operation> described = operations();
    Set<String> found = new TreeSet<>();
    Set<String> paths = candidates();
    // Some are longer than what is tried.
    described.forEach(operation -> paths.add(operation.sample()));
    for (String path : paths) {
      for (String method : METHODS) {
        RestClient.Answer answer = teacher.call(method, path);
        if (!answer.isNowhere() && answer.status() != 405) {
          found.add(method + " " + path);
          assertThat(described)
              .as(method + " " + path)
              .anyMatch(operation -> operation.fits(method, path));
        }
      }
    }
    // The search is worth something only if it finds what is known.
    for (Operation operation : described) {
      assertThat(found).contains(operation.method() + " " + operation.sample());
    }
  }

  @Test
  void without_a_token_just_the_operations_that_want_one_are_refused() {
    RestClient stranger = RestClient.stranger(node.port());
    for (Operation operation : operations()) {
      boolean open = operation.description().path("security").isArray();
      JsonNode answer = stranger.call(operation.method(), operation.sample()).body();
      boolean refused = answer.at("/error/message").asText().equals("Sign in first.");
      assertThat(refused).as("%s %s", operation.method(), operation.path()).isEqualTo(!open);
    }
  }

  @Test
  void each_body_that_the_schema_forbids_is_refused() {
    SchemaSamples samples = new SchemaSamples(OPEN);
    for (Operation operation : operations()) {
      JsonNode body = OPEN.resolve(operation.description().path("requestBody"));
      JsonNode schema = OPEN.resolve(body.at("/content/application~1json/schema"));
      if (schema.isMissingNode()) {
        continue;
      }
      for (SchemaSamples.Variant variant : samples.variants(schema)) {
        if (!variant.allowed()) {
          RestClient.Answer answer =
              root.call(operation.method(), operation.sample(), variant.value());
          String what = operation.path() + " with " + variant.what() + ": " + answer.body();
          assertThat(answer.status()).as(what).isEqualTo(400);
          assertThat(answer.body().at("/error/code").asText()).as(what).isEqualTo("invalid");
          assertThat(OPEN.problems("/components/schemas/Failure", answer.body())).isEmpty();
        }
      }
    }
  }

  @Test
  void both_documents_are_served_as_yaml() {
    for (String name : List.of("openapi", "asyncapi")) {
      RestClient.Answer answer =
          RestClient.stranger(node.port()).call("get", "/v1/" + name + ".yaml");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.response().headers().firstValue("Content-Type"))
          .hasValue("application/yaml");
      assertThat(answer.response().body()).startsWith(name + ": 3.");
    }
  }

  /**
   * Every path of up to three segments that can be made of the texts a class of routes is written
   * with; of four for a class with few, below what the document has such paths of.
   */
  private static Set<String> candidates() {
    Set<String> paths = new TreeSet<>();
    routeClasses()
        .forEach(
            routes -> {
              Set<String> segments = segments(routes);
              String base = routes == OpsRoutes.class ? "" : "/v1";
              for (String first : segments) {
                paths.add(base + "/" + first);
                for (String second : segments) {
                  paths.add(base + "/" + first + "/" + second);
                  for (String third : segments) {
                    String path = base + "/" + first + "/" + second + "/" + third;
                    paths.add(path);
                    if (segments.size() <= FEW && goesDeep(base + "/" + first)) {
                      segments.forEach(fourth -> paths.add(path + "/" + fourth));
                    }
                  }
                }
              }
            });
    return paths;
  }

  private static boolean goesDeep(String first) {
    return operations().stream()
        .map(Operation::path)
        .anyMatch(path -> path.startsWith(first + "/") && path.split("/", -1).length > DEEP);
  }

  private static Stream<Class<?>> routeClasses() {
    return Stream.concat(Stream.of(OpsRoutes.class), ServerClasses.of(ApiRoutes.class));
  }

  private static Set<String> segments(Class<?> routes) {
    Set<String> segments =
        Literals.ofPaths(routes).stream()
            .flatMap(text -> Stream.of(text.split("/")))
            .filter(text -> SEGMENT.matcher(text).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    segments.add(ANY);
    return segments;
  }
}
