package io.lyceum.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tool against a real node: what it says was sent and delivered was. */
class LoadToolTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static FullNode node;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    node = FullNode.start(database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void every_post_of_two_seconds_is_delivered_and_counted() throws IOException {
    Path file = folder.resolve("result.json");
    long before = stored();
    int exit =
        run(
            "chat --rooms 4 --members 3 --rate 60 --seconds 2 --warm-up 0.5 --json " + file,
            "--database");
    assertThat(exit).as(err + "\n" + out).isZero();
    JsonNode step = Json.MAPPER.readTree(file.toFile()).path("steps").path(0);
    assertThat(step.path("sent").asLong()).isEqualTo(120);
    assertThat(step.path("delivered").asLong()).isEqualTo(360);
    assertThat(step.path("acknowledged").asLong()).isEqualTo(120);
    assertThat(step.path("refused").size()).isZero();
    assertThat(step.at("/receive/p50").asDouble()).isBetween(0.05, 5_000.0);
    assertThat(stored() - before)
        .as("half a second, two seconds and four beginnings")
        .isEqualTo(30 + 120 + 4);
  }

  @Test
  void signals_reach_everyone_but_their_sender_and_a_picture_is_drawn() throws IOException {
    Path file = folder.resolve("signal.json");
    Path picture = folder.resolve("signal.svg");
    String outputs = " --json " + file + " --plot " + picture;
    int exit = run("signal --rooms 1 --members 20 --rate 20 --seconds 1" + outputs, "--database");
    assertThat(exit).as(err + "\n" + out).isZero();
    JsonNode step = Json.MAPPER.readTree(file.toFile()).path("steps").path(0);
    assertThat(step.path("delivered").asLong()).isEqualTo(20 * 19);
    assertThat(Files.readString(picture))
        .startsWith("<svg")
        .contains("signal p99")
        .endsWith("</svg>\n");
  }

  @Test
  void whoever_returns_reads_all_that_was_missed() throws IOException {
    Path file = folder.resolve("resume.json");
    int exit =
        run(
            "resume --rooms 2 --members 10 --missed 40 --post-rate 200 --over 0.5 --json " + file,
            "--database");
    assertThat(exit).as(err + "\n" + out).isZero();
    JsonNode result = Json.MAPPER.readTree(file.toFile()).at("/figures/result");
    assertThat(result.path("failed").asInt(-1)).isZero();
    assertThat(result.at("/catchUp/p99").asDouble()).isPositive();
  }

  @Test
  void rest_reads_are_answered_and_counted() throws IOException {
    Path file = folder.resolve("rest.json");
    int exit =
        run(
            "rest --rooms 2 --members 3 --messages 10 --rate 60 --seconds 1 --warm-up 0.5 --json "
                + file,
            "--database");
    assertThat(exit).as(err + "\n" + out).isZero();
    JsonNode step = Json.MAPPER.readTree(file.toFile()).path("steps").path(0);
    assertThat(step.path("delivered").asLong()).isEqualTo(60);
    assertThat(step.path("refused").size()).isZero();
  }

  @Test
  void every_answer_of_a_quiz_is_counted_by_the_server_too() throws IOException {
    Path file = folder.resolve("quiz.json");
    int exit = run("quiz --pupils 20 --questions 3 --within 0.2 --json " + file, "--database");
    assertThat(exit).as(err + "\n" + out).isZero();
    JsonNode figures = Json.MAPPER.readTree(file.toFile()).path("figures");
    assertThat(figures.path("counted").asLong()).isEqualTo(60);
    assertThat(figures.at("/result/acknowledged").asLong()).isEqualTo(60);
    assertThat(figures.at("/result/asked/all/p50").asDouble())
        .isGreaterThanOrEqualTo(figures.at("/result/asked/each/p50").asDouble())
        .isPositive();
    assertThat(figures.at("/result/revealed/each/p99").asDouble()).isBetween(0.05, 5_000.0);
  }

  @Test
  void in_step_it_goes_on_when_told_to_and_uses_all_nodes_in_turn() throws IOException {
    Path file = folder.resolve("in-step.json");
    String nodes = "127.0.0.1:" + node.port() + ",localhost:" + node.port();
    String load = " --rooms 2 --members 3 --rate 20 --seconds 1 --warm-up 0 --json " + file;
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("go\ngo\n".getBytes(StandardCharsets.UTF_8)));
      int exit = run("chat --in-step --server " + nodes + load, "--database");
      assertThat(exit).as(err + "\n" + out).isZero();
      assertThat(out.toString().lines()).containsSubsequence("prepared", "open");
      JsonNode step = Json.MAPPER.readTree(file.toFile()).path("steps").path(0);
      assertThat(step.path("delivered").asLong()).isEqualTo(60);

      System.setIn(new ByteArrayInputStream("go\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(run("chat --in-step --server " + nodes + load, "--database")).isEqualTo(1);
      assertThat(err.toString()).contains("input ended").hasLineCount(1);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void a_quiz_needs_a_teacher_among_the_people_given() throws IOException {
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, "{\"user\":\"ada\",\"token\":\"some\"}\n");
    assertThat(run("quiz --tokens " + tokens)).isEqualTo(1);
    assertThat(err.toString()).contains("0 people of role teacher").hasLineCount(1);
  }

  @Test
  void what_cannot_be_run_is_told_in_one_line() {
    assertThat(run("chat --rate 5")).isEqualTo(2);
    assertThat(err.toString()).contains("one of --data, --database and --tokens").hasLineCount(1);
    err.getBuffer().setLength(0);
    assertThat(run("chat --rate 5 --tokens " + folder.resolve("none"))).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be read").hasLineCount(1);
    err.getBuffer().setLength(0);
    assertThat(run("chat --server nowhere --rate 5")).isEqualTo(2);
    assertThat(err.toString()).contains("not a host and port").hasLineCount(1);
  }

  @Test
  void a_token_the_server_does_not_take_is_told() throws IOException {
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, "{\"user\":\"ada\",\"token\":\"stale\"}\n");
    assertThat(run("chat --rooms 1 --members 1 --rate 5 --tokens " + tokens)).isEqualTo(1);
    assertThat(err.toString()).contains("401").hasLineCount(1);
  }

  private static long stored() {
    String events = "select count(*) from event_journal where persistence_id like '%bench%'";
    return database.jdbi().withHandle(handle -> handle.select(events).mapTo(Long.class).one());
  }

  private int run(String line, String... more) {
    List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
    if (!line.contains("--server")) {
      arguments.addAll(List.of("--server", "127.0.0.1:" + node.port()));
    }
    if (more.length > 0) {
      arguments.addAll(List.of("--database", database.address().url()));
    }
    CommandLine tool = BenchMain.commandLine();
    tool.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return tool.execute(arguments.toArray(String[]::new));
  }
}
