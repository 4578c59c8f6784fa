package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file holds together and keeps no secret. */
class ComposeTest {
  private static final Path DOCKER = Path.of("docker");
  private static final JsonNode COMPOSE = read();

  private static JsonNode read() {
    try {
      // Jackson's own reader leaves merged maps (<<) as they are written.
      Object all =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Files.readString(DOCKER.resolve("compose.yaml")));
      return Json.MAPPER.valueToTree(all);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> services() {
    return COMPOSE.path("services").valueStream().toList();
  }

  @Test
  void images_are_pinned_and_nothing_gains_rights() {
    assertThat(services())
        .hasSizeGreaterThan(9)
        .allSatisfy(
            service -> {
              assertThat(service.path("image").asText()).matches(".+:v?[0-9].*");
              assertThat(service.path("security_opt").toString()).contains("no-new-privileges");
            });
    assertThat(nodes().toList())
        .hasSize(3)
        .allSatisfy(
            node -> {
              assertThat(node.path("read_only").asBoolean()).isTrue();
              assertThat(node.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
              assertThat(node.has("ports")).as("people come through the proxy").isFalse();
            });
  }

  @Test
  void secrets_come_from_outside_and_have_no_default() throws IOException {
    String made = Files.readString(DOCKER.resolve("secrets.sh"));
    for (JsonNode service : services()) {
      service
          .path("environment")
          .properties()
          .forEach(
              variable -> {
                if (variable.getKey().endsWith("PASSWORD")) {
                  String value = variable.getValue().asText();
                  if (variable.getKey().equals("LYCEUM_MAIL_PASSWORD")) {
                    // Another's to give, and not everybody sends mails.
                    assertThat(value).isEqualTo("${LYCEUM_MAIL_PASSWORD:-}");
                    return;
                  }
                  assertThat(value).as(variable.getKey()).matches("\\$\\{[A-Z_]+:\\?.+}");
                  assertThat(made).contains(value.substring(2, value.indexOf(':')));
                }
              });
    }
  }

  @Test
  void every_setting_of_a_node_is_one() {
    nodes()
        .flatMap(node -> node.path("environment").properties().stream())
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("LYCEUM_CONFIG"))
        .forEach(name -> assertThat(KubernetesTest.isSetting(name)).as(name).isTrue());
    nodes()
        .map(node -> Path.of(node.at("/environment/LYCEUM_CONFIG").asText()).getFileName())
        .forEach(file -> assertThat(Path.of("cluster-config").resolve(file)).isRegularFile());
  }

  @Test
  void what_is_named_is_there() {
    for (JsonNode service : services()) {
      service
          .path("depends_on")
          .fieldNames()
          .forEachRemaining(name -> assertThat(COMPOSE.path("services").has(name)).isTrue());
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":", 2)[0];
        if (!source.startsWith(".")) {
          assertThat(COMPOSE.path("volumes").has(source)).as(source).isTrue();
        } else if (!source.startsWith("./tls/")) {
          assertThat(DOCKER.resolve(source)).exists();
        }
      }
    }
  }

  @Test
  void the_proxy_knows_every_node() throws IOException {
    String proxy = Files.readString(DOCKER.resolve("haproxy").resolve("haproxy.cfg"));
    String prometheus = Files.readString(DOCKER.resolve("prometheus").resolve("prometheus.yaml"));
    nodes()
        .map(node -> node.path("hostname").asText())
        .forEach(
            name -> {
              assertThat(proxy).contains("server " + name + " " + name + ":8080");
              assertThat(prometheus).contains(name + ":8080");
            });
  }

  private static Stream<JsonNode> nodes() {
    return services().stream().filter(s -> s.path("image").asText().startsWith("lyceum:"));
  }
}
