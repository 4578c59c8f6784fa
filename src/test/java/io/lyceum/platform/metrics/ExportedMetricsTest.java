package io.lyceum.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a whole node tells Prometheus after a little use. */
class ExportedMetricsTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final String CHAT = "chat:class-demo-class";

  private static FullNode node;

  @BeforeAll
  static void use() {
    node = FullNode.start(DATABASE);
    String token = RestClient.stranger(node.port()).signedIn("teacher").token();
    try (TestSocket grace = TestSocket.hello(node.port(), token)) {
      grace.subscribe(CHAT);
      String id = TestSocket.newId();
      grace.command(id, CHAT, "message:send", Map.of("text", "Hello"));
      grace.command(id, CHAT, "message:send", Map.of("text", "Hello"));
      grace.command(CHAT, "message:send", Map.of("words", "Hello"));
      grace.awaitEvent("message:new");
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** The sum over the series of a name whose labels hold all the given ones. */
  private static OptionalDouble value(String name, String... labels) {
    String text = RestClient.stranger(node.port()).call("get", "/metrics").response().body();
    Pattern line = Pattern.compile("(?m)^" + name + "(?:\\{(.*)})? (\\S+)$");
    Matcher found = line.matcher(text);
    OptionalDouble sum = OptionalDouble.empty();
    while (found.find()) {
      String has = found.group(1) == null ? "" : found.group(1);
      boolean all = true;
      for (String label : labels) {
        all &= has.contains(label);
      }
      if (all) {
        sum = OptionalDouble.of(sum.orElse(0) + Double.parseDouble(found.group(2)));
      }
    }
    return sum;
  }

  private static void atLeast(double least, String name, String... labels) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(value(name, labels).orElse(-1))
                    .as(name + " " + String.join(",", labels))
                    .isGreaterThanOrEqualTo(least));
  }

  @Test
  void sockets_and_their_commands() {
    atLeast(0, "lyceum_sockets_open");
    atLeast(1, "lyceum_sockets_opened_total");
    atLeast(1, "lyceum_socket_closed_total", "code=\"client\"");
    atLeast(0, "lyceum_socket_dropped_total", "lane=\"latest\"");
    atLeast(0, "lyceum_socket_dropped_total", "lane=\"signal\"");
    atLeast(0, "lyceum_socket_catchups_total");
    atLeast(3, "lyceum_socket_command_seconds_count");
    atLeast(3, "lyceum_socket_command_seconds_bucket", "le=\"10.0\"");
  }

  @Test
  void topics() {
    atLeast(1, "lyceum_commands_total", "kind=\"chat\"", "outcome=\"acknowledged\"");
    atLeast(1, "lyceum_commands_total", "kind=\"chat\"", "outcome=\"duplicate\"");
    atLeast(1, "lyceum_commands_total", "kind=\"chat\"", "outcome=\"invalid\"");
    atLeast(1, "lyceum_topic_commit_entries_bucket", "kind=\"chat\"", "le=\"1.0\"");
    atLeast(1, "lyceum_topic_recovery_seconds_count", "kind=\"chat\"");
    assertThat(value("lyceum_topic_recovery_seconds_sum").orElseThrow()).isBetween(0.0, 120.0);
  }

  @Test
  void fan_out_and_catching_up() {
    atLeast(1, "lyceum_hub_fanout_seconds_count");
    atLeast(1, "lyceum_hub_fanout_seconds_bucket", "le=\"10.0\"");
    atLeast(1, "lyceum_hub_deliveries_total");
    atLeast(0, "lyceum_hub_pages_total", "from=\"ring\"");
    atLeast(0, "lyceum_hub_pages_total", "from=\"journal\"");
    atLeast(0, "lyceum_hub_resets_total");
  }

  @Test
  void projections_catch_up_and_say_so() {
    atLeast(1, "lyceum_projection_rows_total", "projection=\"chat-history\"");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(value("lyceum_projection_lag_seconds", "projection=\"chat-history\""))
                  .hasValue(0);
              assertThat(value("lyceum_projection_behind_rows", "projection=\"chat-history\""))
                  .hasValue(0);
            });
  }

  @Test
  void journal_and_database() {
    assertThat(value("lyceum_journal_breaker", "state=\"closed\"")).hasValue(1);
    assertThat(value("lyceum_journal_breaker", "state=\"open\"")).hasValue(0);
    assertThat(value("lyceum_journal_breaker_openings_total")).hasValue(0);
    atLeast(1, "hikaricp_connections", "pool=\"journal\"");
  }

  @Test
  void the_process() {
    atLeast(0, "lyceum_actor_dead_letters_total");
    atLeast(0, "lyceum_actor_dropped_total", "buffer=\"stash\"");
    atLeast(1, "lyceum_dispatcher_delay_seconds_count");
    assertThat(value("lyceum_build_info", "version=", "java=\"25")).hasValue(1);
    assertThat(value("process_start_time_seconds").orElseThrow()).isGreaterThan(1.7e9);
    atLeast(0, "jvm_gc_memory_allocated_bytes_total");
    for (String condition : new String[] {"cluster", "database", "topics", "not leaving"}) {
      atLeast(1, "lyceum_ready", "condition=\"" + condition + "\"");
    }
  }

  @Test
  void no_label_names_a_topic_or_a_person() {
    String text = RestClient.stranger(node.port()).call("get", "/metrics").response().body();
    assertThat(text).doesNotContain("demo-class", "\"teacher\"", "Grace", "demo.example");
  }

  @Test
  void each_has_a_description() {
    String text = RestClient.stranger(node.port()).call("get", "/metrics").response().body();
    Matcher help = Pattern.compile("(?m)^# HELP (lyceum_\\w+)(.*)$").matcher(text);
    while (help.find()) {
      assertThat(help.group(2)).as(help.group(1)).isNotBlank();
    }
  }

  @Test
  void prometheus_own_tool_finds_no_fault() throws IOException, InterruptedException {
    Path tool = Path.of("/usr/bin/promtool");
    assumeTrue(Files.isExecutable(tool), "promtool is not installed");
    Process check =
        new ProcessBuilder(tool.toString(), "check", "metrics").redirectErrorStream(true).start();
    try (OutputStream in = check.getOutputStream()) {
      String text = RestClient.stranger(node.port()).call("get", "/metrics").response().body();
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }
}
