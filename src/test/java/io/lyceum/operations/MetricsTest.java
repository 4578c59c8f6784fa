package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for what a running node really tells, and each alert is explained. */
class MetricsTest {
  private static final Path PROMETHEUS = Path.of("docker", "prometheus");
  private static final Path ALERTS = PROMETHEUS.resolve("alerts.yaml");
  private static final Path DASHBOARD = Path.of("docker", "grafana", "dashboards", "lyceum.json");
  private static final String CHAT = "chat:class-demo-class";

  /** Prometheus' own, those of backup.sh (RestoreDrillTest sees them) and of kube-state-metrics. */
  private static final Set<String> FROM_ELSEWHERE =
      Set.of(
          "up",
          "lyceum_backup_base_timestamp_seconds",
          "lyceum_backup_wal_timestamp_seconds",
          "kube_cronjob_status_last_successful_time",
          "kube_deployment_status_replicas_ready");

  /** What in an expression is no metric: texts, labels, ranges, clauses. */
  private static final Pattern NO_METRIC =
      Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|on|without)\\s*\\([^)]*\\)");

  private static final Pattern METRIC = Pattern.compile("[a-z_]\\w*(?!\\w*\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static FullNode node;
  private static String text;

  @BeforeAll
  static void run() {
    node = FullNode.start(DATABASE);
    RestClient teacher = RestClient.stranger(node.port()).signedIn("teacher");
    try (TestSocket socket = TestSocket.hello(node.port(), teacher.token())) {
      socket.subscribe(CHAT);
      socket.command(CHAT, "message:send", Map.of("text", "first"));
      // Somebody else takes the next numbers: the write fails, as it does after a false alarm.
      DATABASE
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "insert into event_journal (persistence_id, sequence_number, writer,"
                          + " event_ser_id, event_ser_manifest, event_payload) select"
                          + " persistence_id, sequence_number + 1, 'other', event_ser_id,"
                          + " event_ser_manifest, event_payload from event_journal where"
                          + " persistence_id like '%|"
                          + CHAT
                          + "' order by sequence_number desc limit 1"));
      socket.post(TestSocket.newId(), CHAT, "message:send", Map.of("text", "second"));
      System.gc();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  Stream.of(
                          "lyceum_topic_write_failures_total",
                          "lyceum_projection_lag_seconds",
                          "jvm_gc_pause_seconds_sum")
                      .allMatch(scrape()::contains));
    }
    text =
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(MetricsTest::scrape, t -> t.contains("lyceum_socket_closed_total"));
  }

  @AfterAll
  static void stop() {
    node.close();
    DATABASE.close();
  }

  @Test
  void every_metric_that_alerts_and_dashboard_name_is_told_by_a_node() throws IOException {
    Set<String> told =
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    told.addAll(FROM_ELSEWHERE);
    List<String> expressions = Stream.concat(alerts("expr"), queries()).toList();
    assertThat(expressions).hasSizeGreaterThan(40);
    assertThat(expressions)
        .allSatisfy(expression -> assertThat(told).as(expression).containsAll(names(expression)));
  }

  @Test
  void names_are_found_in_an_expression() {
    assertThat(
            names(
                "max by (a, b) (rate(one_total{job=\"x y\"}[5m])) / on (c) two{} > 3 * three or"
                    + " absent(four)"))
        .containsExactly("four", "one_total", "three", "two");
  }

  @Test
  void every_alert_has_a_section_that_says_what_to_do() throws IOException {
    List<String> sections =
        Files.readAllLines(Path.of("src", "docs", "operations.md")).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", ""))
            .toList();
    assertThat(sections).containsAll(alerts("alert").toList());
    for (JsonNode rule : rules()) {
      String anchor = rule.path("alert").asText().toLowerCase(java.util.Locale.ROOT);
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo("src/docs/operations.md#" + anchor);
    }
  }

  @Test
  void promtool_accepts_metrics_and_rules() {
    Tool promtool = Tool.assumeInstalled("promtool");
    assertThat(promtool.run(Map.of(), text, "check", "metrics")).isEqualTo(new Tool.Outcome(0, ""));
    Tool.Outcome rules = promtool.run("check", "rules", ALERTS.toString());
    assertThat(rules.code()).as(rules.output()).isZero();
    Tool.Outcome tests =
        promtool.run("test", "rules", PROMETHEUS.resolve("alerts_test.yaml").toString());
    assertThat(tests.code()).as(tests.output()).isZero();
  }

  private static String scrape() {
    return RestClient.stranger(node.port()).call("get", "/metrics").response().body();
  }

  private static Set<String> names(String expression) {
    return METRIC
        .matcher(NO_METRIC.matcher(expression).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .filter(name -> !WORDS.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode rules() throws IOException {
    return Manifests.documents(Files.readString(ALERTS)).getFirst().at("/groups/0/rules");
  }

  private static Stream<String> alerts(String field) throws IOException {
    return Manifests.stream(rules()).map(rule -> rule.path(field).asText());
  }

  private static Stream<String> queries() throws IOException {
    return Manifests.stream(Json.MAPPER.readTree(Files.readString(DASHBOARD)).path("panels"))
        .flatMap(panel -> Manifests.stream(panel.path("targets")))
        .map(target -> target.path("expr").asText());
  }
}
