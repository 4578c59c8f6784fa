package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code kubectl kustomize} makes of an overlay. */
record Manifests(List<JsonNode> all) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final Map<String, Manifests> BUILT = new ConcurrentHashMap<>();

  static Manifests of(String overlay) {
    return BUILT.computeIfAbsent(overlay, Manifests::build);
  }

  private static Manifests build(String overlay) {
    Tool kubectl = Tool.assumeInstalled("kubectl");
    Tool.Outcome outcome = kubectl.run("kustomize", Path.of("k8s", "overlays", overlay).toString());
    assertThat(outcome.code()).as(outcome.output()).isZero();
    return new Manifests(documents(outcome.output()));
  }

  static List<JsonNode> documents(String yaml) {
    try {
      return YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode one(String kind, String name) {
    List<JsonNode> found =
        all.stream().filter(m -> kind(m).equals(kind) && name(m).equals(name)).toList();
    assertThat(found).as(kind + " " + name).hasSize(1);
    return found.getFirst();
  }

  Stream<JsonNode> of(Stream<String> kinds) {
    List<String> wanted = kinds.toList();
    return all.stream().filter(m -> wanted.contains(kind(m)));
  }

  /** The pods of everything that makes pods. */
  List<JsonNode> pods() {
    return all.stream()
        .map(m -> kind(m).equals("CronJob") ? m.at("/spec/jobTemplate/spec") : m.path("spec"))
        .map(spec -> spec.path("template"))
        .filter(template -> template.has("spec"))
        .toList();
  }

  List<JsonNode> containers() {
    return pods().stream().flatMap(pod -> stream(pod.at("/spec/containers"))).toList();
  }

  /** Whether some pod carries all these labels. */
  boolean selects(JsonNode labels) {
    return pods().stream()
        .map(pod -> pod.at("/metadata/labels"))
        .anyMatch(
            has ->
                labels.properties().stream()
                    .allMatch(label -> label.getValue().equals(has.get(label.getKey()))));
  }

  static String kind(JsonNode manifest) {
    return manifest.path("kind").asText();
  }

  static String name(JsonNode manifest) {
    return manifest.at("/metadata/name").asText();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
