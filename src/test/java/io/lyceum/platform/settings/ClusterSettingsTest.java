package io.lyceum.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.testkit.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {
  @TempDir Path folder;

  @Test
  void without_certificates_only_this_machine_reaches_the_node() {
    refused(Map.of("LYCEUM_CLUSTER_HOST", "10.0.0.7"), "LYCEUM_CLUSTER_TLS_CA");
    refused(Map.of("LYCEUM_CLUSTER_HOST", "node-1.lyceum"), "LYCEUM_CLUSTER_TLS_CA");
    Map<String, String> trusted =
        Map.of("LYCEUM_CLUSTER_HOST", "10.0.0.7", "LYCEUM_CLUSTER_PLAIN_TEXT", "on");
    assertThat(Settings.load(trusted).cluster().tls()).isEmpty();
    assertThat(Settings.load(Map.of("LYCEUM_CLUSTER_HOST", "127.0.0.3")).cluster().tls()).isEmpty();
  }

  @Test
  void listening_everywhere_needs_certificates_too() throws IOException {
    Path file = folder.resolve("own.conf");
    Files.writeString(file, "pekko.remote.artery.bind.hostname = 0.0.0.0");
    refused(Map.of("LYCEUM_CONFIG", file.toString()), "LYCEUM_CLUSTER_TLS_CA");
  }

  @Test
  void certificates_switch_the_transport() throws Exception {
    Certificates made = Certificates.make(folder, "10.0.0.7");
    Map<String, String> environment = new HashMap<>(made.environment("10.0.0.7"));
    environment.put("LYCEUM_CLUSTER_HOST", "10.0.0.7");
    Config artery =
        Settings.load(environment)
            .actorSystem(new DatabaseAddress("jdbc:postgresql://db/lyceum", "a", "b"))
            .getConfig("pekko.remote.artery");

    assertThat(artery.getString("transport")).isEqualTo("tls-tcp");
    assertThat(artery.getString("ssl.rotating-keys-engine.key-file"))
        .isEqualTo(made.key("10.0.0.7").toString());
    assertThat(artery.getString("ssl.rotating-keys-engine.protocol")).isEqualTo("TLSv1.3");
    assertThat(Files.getPosixFilePermissions(made.key("10.0.0.7")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void the_example_for_kubernetes_holds() throws Exception {
    Map<String, String> environment =
        new HashMap<>(Certificates.make(folder, "pod").environment("pod"));
    environment.put("LYCEUM_CONFIG", "cluster-config/kubernetes.conf");
    environment.put("POD_NAME", "lyceum-1");
    environment.put("POD_NAMESPACE", "school");
    environment.put("POD_IP", "10.0.0.7");
    Settings settings = Settings.load(environment);

    assertThat(settings.cluster().host()).isEqualTo("lyceum-1.lyceum-nodes.school.svc");
    assertThat(settings.reader().config().getString("pekko.remote.artery.bind.hostname"))
        .isEqualTo("10.0.0.7");
    environment.keySet().removeIf(name -> name.startsWith("LYCEUM_CLUSTER_TLS"));
    refused(environment, "LYCEUM_CLUSTER_TLS_CA");
  }

  @Test
  void what_does_not_fit_is_refused() throws Exception {
    Certificates made = Certificates.make(folder.resolve("ours"), "a", "b");
    Certificates foreign = Certificates.make(folder.resolve("theirs"), "a");
    String certificate = "LYCEUM_CLUSTER_TLS_CERTIFICATE";
    String key = "LYCEUM_CLUSTER_TLS_KEY";
    Map<String, String> good = made.environment("a");
    assertThat(Settings.load(good).cluster().tls()).isPresent();

    refused(with(good, certificate, foreign.certificate("a")), certificate);
    refused(with(good, key, made.key("b")), key);
    refused(with(good, key, made.certificate("a")), key);
    refused(with(good, certificate, made.key("a")), certificate);
    refused(with(good, key, folder.resolve("nothing")), key);
    refused(Map.of(certificate, made.certificate("a").toString()), "LYCEUM_CLUSTER_TLS_CA");
  }

  @Test
  void making_certificates_again_keeps_the_authority() throws Exception {
    Certificates first = Certificates.make(folder, "a");
    byte[] authority = Files.readAllBytes(first.ca());
    byte[] certificate = Files.readAllBytes(first.certificate("a"));
    Certificates again = Certificates.make(folder, "a");
    assertThat(again.ca()).hasBinaryContent(authority);
    assertThat(Files.readAllBytes(again.certificate("a"))).isNotEqualTo(certificate);
    assertThat(Settings.load(again.environment("a")).cluster().tls()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"LYCEUM_CLUSTER_ROLES, boss", "LYCEUM_CLUSTER_ROLES, ','"})
  void a_role_nobody_knows_is_refused(String name, String value) {
    refused(Map.of(name, value), name);
  }

  @Test
  void roles_can_be_chosen() {
    Settings settings = Settings.load(Map.of("LYCEUM_CLUSTER_ROLES", "work, core"));
    assertThat(settings.cluster().roles()).containsExactlyInAnyOrder(NodeRole.CORE, NodeRole.WORK);
    assertThat(settings.cluster().actorSystem().getStringList("pekko.cluster.roles"))
        .containsExactly("core", "reads-seals", "work");
  }

  private static Map<String, String> with(Map<String, String> good, String name, Path other) {
    Map<String, String> changed = new HashMap<>(good);
    changed.put(name, other.toString());
    return changed;
  }

  private static void refused(Map<String, String> environment, String named) {
    assertThatThrownBy(() -> Settings.load(environment))
        .isInstanceOf(SettingsProblem.class)
        .message()
        .startsWith(named)
        .doesNotContain("\n");
  }
}
