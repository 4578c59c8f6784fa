package io.lyceum.operations;

import static io.lyceum.operations.Manifests.kind;
import static io.lyceum.operations.Manifests.name;
import static io.lyceum.operations.Manifests.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.settings.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what Kubernetes understands, and keep to what a school's platform expects. */
class KubernetesTest {
  private static final int CLUSTER_PORT = 25520;

  private static final Map<String, Class<?>> MODELS =
      Stream.of(
              V1ConfigMap.class,
              V1CronJob.class,
              V1Deployment.class,
              V1Namespace.class,
              V1NetworkPolicy.class,
              V1PersistentVolumeClaim.class,
              V1PodDisruptionBudget.class,
              V1Service.class,
              V1ServiceAccount.class,
              V1StatefulSet.class,
              V2HorizontalPodAutoscaler.class)
          .collect(Collectors.toMap(model -> model.getSimpleName().substring(2), model -> model));

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void each_manifest_is_what_the_api_says(String overlay) {
    for (JsonNode manifest : Manifests.of(overlay).all()) {
      assertThatCode(() -> read(manifest))
          .as(kind(manifest) + " " + name(manifest))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void a_misspelt_field_and_a_wrong_type_are_found() {
    JsonNode misspelt = Manifests.of("small").one("StatefulSet", "lyceum").deepCopy();
    ((ObjectNode) misspelt.path("spec")).put("replica", 3);
    assertThatThrownBy(() -> read(misspelt)).isNotNull();
    JsonNode wrong = Manifests.of("small").one("StatefulSet", "lyceum").deepCopy();
    ((ObjectNode) wrong.path("spec")).put("replicas", "three");
    assertThatThrownBy(() -> read(wrong)).isNotNull();
  }

  /** By the model's two readings: the first finds unknown fields, the second wrong types. */
  private static void read(JsonNode manifest) throws ReflectiveOperationException {
    Class<?> model =
        Objects.requireNonNull(MODELS.get(kind(manifest)), "a model for " + kind(manifest));
    String text = manifest.toString();
    model
        .getMethod("validateJsonElement", JsonElement.class)
        .invoke(null, JsonParser.parseString(text));
    model.getMethod("fromJson", String.class).invoke(null, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void nothing_runs_as_root_or_can_write_to_its_image(String overlay) {
    Manifests manifests = Manifests.of(overlay);
    assertThat(manifests.pods())
        .allSatisfy(
            pod -> {
              assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
              assertThat(pod.at("/spec/securityContext/runAsUser").asInt()).isPositive();
              assertThat(pod.at("/spec/securityContext/seccompProfile/type").asText())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
            });
    assertThat(manifests.containers())
        .isNotEmpty()
        .allSatisfy(
            container -> {
              JsonNode context = container.path("securityContext");
              assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
              assertThat(container.path("image").asText()).matches(".+:[0-9][a-z0-9.-]+");
              assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void what_runs_on_is_watched_by_probes(String overlay) {
    Manifests.of(overlay)
        .of(Stream.of("StatefulSet", "Deployment"))
        .flatMap(manifest -> stream(manifest.at("/spec/template/spec/containers")))
        .forEach(
            container ->
                assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe"))
                    .allSatisfy(probe -> assertThat(container.has(probe)).as(probe).isTrue()));
    JsonNode node = Manifests.of(overlay).one("StatefulSet", "lyceum").at("/spec/template/spec");
    assertThat(node.at("/containers/0/readinessProbe/httpGet/path").asText())
        .isEqualTo("/health/ready");
    assertThat(node.at("/containers/0/livenessProbe/httpGet/path").asText())
        .isEqualTo("/health/live");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void secrets_are_references_and_every_setting_is_one(String overlay) throws IOException {
    List<JsonNode> variables =
        Manifests.of(overlay).containers().stream().flatMap(c -> stream(c.path("env"))).toList();
    assertThat(variables)
        .filteredOn(
            v -> v.path("name").asText().matches(".*(PASSWORD|SECRET|KEY|USER|DATABASE_URL)$"))
        .isNotEmpty()
        .allSatisfy(v -> assertThat(v.at("/valueFrom/secretKeyRef/name").asText()).isNotEmpty());
    for (JsonNode variable : variables) {
      String name = variable.path("name").asText();
      if (name.equals("LYCEUM_CONFIG")) {
        Path file = Path.of(variable.path("value").asText());
        assertThat(file.getParent()).isEqualTo(Path.of("/opt/lyceum"));
        assertThat(Path.of("cluster-config").resolve(file.getFileName())).isRegularFile();
      } else if (name.startsWith("LYCEUM_")) {
        assertThat(isSetting(name)).as(name).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void selectors_find_pods_and_targets_exist(String overlay) throws IOException {
    Manifests manifests = Manifests.of(overlay);
    manifests
        .of(Stream.of("Service"))
        .forEach(s -> assertThat(manifests.selects(s.at("/spec/selector"))).as(name(s)).isTrue());
    manifests
        .of(Stream.of("StatefulSet", "Deployment", "PodDisruptionBudget"))
        .forEach(
            m ->
                assertThat(manifests.selects(m.at("/spec/selector/matchLabels")))
                    .as(kind(m) + " " + name(m))
                    .isTrue());
    manifests
        .of(Stream.of("NetworkPolicy"))
        .forEach(
            m ->
                assertThat(manifests.selects(m.at("/spec/podSelector/matchLabels")))
                    .as(name(m))
                    .isTrue());
    manifests
        .of(Stream.of("HorizontalPodAutoscaler"))
        .forEach(
            m -> {
              JsonNode target = m.at("/spec/scaleTargetRef");
              JsonNode scaled =
                  manifests.one(target.path("kind").asText(), target.path("name").asText());
              assertThat(scaled.at("/spec/replicas").isMissingNode()).isTrue();
            });
    assertThat(manifests.of(Stream.of("HorizontalPodAutoscaler")).count())
        .isEqualTo(overlay.equals("large") ? 1 : 0);
    JsonNode nodes = manifests.one("StatefulSet", "lyceum");
    String service = nodes.at("/spec/serviceName").asText();
    assertThat(manifests.one("Service", service).at("/spec/publishNotReadyAddresses").asBoolean())
        .isTrue();
    assertThat(Files.readString(Path.of("cluster-config", "kubernetes.conf")))
        .as("the name by which a node is reached")
        .contains("${?POD_NAME}\"." + service + ".\"");
  }

  /** Policies add up: one rule too many anywhere opens the port. */
  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void the_nodes_port_is_open_to_nodes_only(String overlay) {
    Manifests manifests = Manifests.of(overlay);
    JsonNode labels = manifests.one("StatefulSet", "lyceum").at("/spec/template/metadata/labels");
    List<JsonNode> policies =
        manifests
            .of(Stream.of("NetworkPolicy"))
            .filter(
                policy ->
                    policy.at("/spec/podSelector/matchLabels").properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey()))))
            .toList();
    assertThat(policies).isNotEmpty();
    for (JsonNode policy : policies) {
      assertThat(policy.at("/spec/policyTypes").toString()).contains("Ingress");
      for (JsonNode rule : policy.at("/spec/ingress")) {
        assertThat(rule.path("ports")).as("a rule without ports opens all").isNotEmpty();
        assertThat(rule.path("ports"))
            .allSatisfy(port -> assertThat(port.path("port").asInt()).isIn(8080, CLUSTER_PORT))
            .allSatisfy(port -> assertThat(port.has("endPort")).isFalse());
        if (stream(rule.path("ports")).anyMatch(p -> p.path("port").asInt() == CLUSTER_PORT)) {
          assertThat(rule.path("from")).hasSize(1);
          JsonNode from = rule.at("/from/0");
          assertThat(from.has("namespaceSelector")).isFalse();
          assertThat(from.at("/podSelector/matchLabels"))
              .isEqualTo(policy.at("/spec/podSelector/matchLabels"));
        }
      }
    }
  }

  /** What a node must reach, and no other port of anybody. */
  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void nodes_reach_the_database_mail_servers_and_providers_and_nothing_else(String overlay) {
    JsonNode policy = Manifests.of(overlay).one("NetworkPolicy", "lyceum-nodes");
    assertThat(policy.at("/spec/policyTypes").toString()).contains("Egress");
    List<Integer> anywhere = new ArrayList<>();
    for (JsonNode rule : policy.at("/spec/egress")) {
      assertThat(rule.path("ports")).as("a rule without ports opens all").isNotEmpty();
      List<Integer> ports =
          stream(rule.path("ports")).map(port -> port.path("port").asInt()).toList();
      if (ports.contains(CLUSTER_PORT)) {
        assertThat(ports).hasSize(1);
        assertThat(rule.at("/to/0/podSelector/matchLabels"))
            .isEqualTo(policy.at("/spec/podSelector/matchLabels"));
      } else {
        anywhere.addAll(ports);
      }
    }
    assertThat(anywhere).containsExactlyInAnyOrder(53, 53, 5432, 587, 25, 443, 4318);
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void a_node_starts_without_the_secret_for_mails(String overlay) {
    List<JsonNode> ofMail =
        Manifests.of(overlay).containers().stream()
            .flatMap(container -> stream(container.path("env")))
            .map(variable -> variable.at("/valueFrom/secretKeyRef"))
            .filter(secret -> secret.path("name").asText().equals("lyceum-mail"))
            .toList();
    assertThat(ofMail)
        .hasSize(5)
        .allSatisfy(secret -> assertThat(secret.path("optional").asBoolean()).isTrue());
  }

  static boolean isSetting(String variable) {
    try {
      Settings.load(Map.of(variable, "1"));
      return true;
    } catch (SettingsProblem problem) {
      // Known, but 1 may be no value for it.
      return !String.valueOf(problem.getMessage()).contains(variable + " is not a setting");
    }
  }
}
