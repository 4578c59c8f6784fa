package io.lyceum.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.lyceum.platform.database.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Map<String, String> EXTERNAL =
      Map.of(
          "LYCEUM_DATABASE_URL", "jdbc:postgresql://db:5432/lyceum",
          "LYCEUM_DATABASE_USER", "app",
          "LYCEUM_DATABASE_PASSWORD", "geheim");

  @TempDir Path folder;

  @Test
  void without_any_environment_a_node_is_a_demo_on_localhost() {
    Settings settings = Settings.load(Map.of("PATH", "/bin"));

    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.database().external()).isEmpty();
    assertThat(settings.demo()).isTrue();
    assertThat(settings.identity().accessLifetime()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void an_external_database_turns_the_demo_off() {
    Settings settings = Settings.load(EXTERNAL);

    assertThat(settings.demo()).isFalse();
    assertThat(settings.database().external())
        .contains(new DatabaseAddress("jdbc:postgresql://db:5432/lyceum", "app", "geheim"));
  }

  @Test
  void the_examples_for_operators_hold() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("cluster-config"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".conf")))
          .hasSizeGreaterThan(5)
          // A pod has certificates, see ClusterSettingsTest.
          .filteredOn(file -> !file.endsWith("kubernetes.conf"))
          .allSatisfy(file -> Settings.load(Map.of("LYCEUM_CONFIG", file.toString())));
    }
  }

  @Test
  void a_demo_on_an_external_database_is_refused() {
    Map<String, String> environment = new HashMap<>(EXTERNAL);
    environment.put("LYCEUM_DEMO", "on");

    assertThatThrownBy(() -> Settings.load(environment))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("LYCEUM_DEMO");
    environment.put("LYCEUM_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/lyceum");
    assertThat(Settings.load(environment).demo()).isTrue();
    environment.put("LYCEUM_HTTP_HOST", "0.0.0.0");
    assertThatThrownBy(() -> Settings.load(environment)).hasMessageContaining("LYCEUM_DEMO");
  }

  @ParameterizedTest
  @CsvSource({
    "LYCEUM_HTTP_PROT, 8080",
    "LYCEUM_HTTP_PORT, http",
    "LYCEUM_HTTP_PORT, 65536",
    "LYCEUM_HTTP_PORT, ''",
    "LYCEUM_DEMO, maybe",
    "LYCEUM_ALLOWED_ORIGINS, *",
    "LYCEUM_ALLOWED_ORIGINS, https://a.example/path",
    "LYCEUM_TRUSTED_PROXIES, proxy.example",
    "LYCEUM_TRUSTED_PROXIES, 10.0.0.0/33",
    "LYCEUM_ACCESS_LIFETIME, 2h",
    "LYCEUM_ACCESS_LIFETIME, soon",
    "LYCEUM_DATABASE_URL, mysql://db/lyceum",
    "LYCEUM_DATABASE_USER, app",
    "LYCEUM_DATABASE_PASSWORD, geheim",
    "LYCEUM_CONFIG, /no/such/file.conf"
  })
  void a_bad_variable_stops_the_start_with_one_line_that_names_it(String name, String value) {
    assertThatThrownBy(() -> Settings.load(Map.of(name, value)))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining(name)
        .message()
        .doesNotContain("\n")
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lyceum.http.prot = 1 | lyceum.http.prot",
        "lyceum.htpp { port = 1 } | lyceum.htpp.port",
        "lyceum.http = 3 | lyceum.http",
        "lyceum.http.port { a = 1 } | lyceum.http.port.a",
        "lyceum.http.port = none | lyceum.http.port",
        "lyceum.http.port = [ | LYCEUM_CONFIG",
        "lyceum.http.host = ${NO_SUCH} | LYCEUM_CONFIG"
      })
  void a_bad_file_stops_the_start_with_one_line_that_names_the_setting(String text, String named)
      throws IOException {
    assertThatThrownBy(() -> Settings.load(Map.of("LYCEUM_CONFIG", file(text))))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining(named)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void a_variable_wins_over_the_file_and_the_file_over_the_defaults() throws IOException {
    String file = file("lyceum.http { port = 9000, host = ${POD_IP} }\npekko.loglevel = DEBUG");
    Settings settings =
        Settings.load(
            Map.of("LYCEUM_CONFIG", file, "LYCEUM_HTTP_PORT", "9001", "POD_IP", "10.0.0.7"));

    assertThat(settings.http().port()).isEqualTo(9001);
    assertThat(settings.http().host()).isEqualTo("10.0.0.7");
    assertThat(settings.reader().config().getString("pekko.loglevel")).isEqualTo("DEBUG");
  }

  @Test
  void the_journal_uses_the_same_database_with_time_limits() {
    Settings settings = Settings.load(Map.of("LYCEUM_CLUSTER_PORT", "25520"));
    Config config =
        settings.actorSystem(new DatabaseAddress("jdbc:postgresql://db:1/lyceum", "app", "geheim"));

    Config slick = config.getConfig("pekko-persistence-jdbc.shared-databases.slick.db");
    assertThat(slick.getString("url"))
        .startsWith("jdbc:postgresql://db:1/lyceum?options=-c%20statement_timeout%3D5000");
    assertThat(slick.getInt("numThreads")).isEqualTo(slick.getInt("maxConnections"));
    assertThat(config.getString("jdbc-journal.replay-filter.mode")).isEqualTo("fail");
    assertThat(config.getBoolean("pekko.actor.allow-java-serialization")).isFalse();
    assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(25520);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.conf"), text).toString();
  }
}
