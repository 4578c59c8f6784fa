package io.lyceum.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.Latency;
import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.growth.Figure;
import io.lyceum.benchmark.growth.Growth;
import io.lyceum.benchmark.growth.Point;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PageTest {
  private static final Machine MACHINE = machine("2026-01-01", "abc");
  private static final Growth GROWTH = Growth.ALL.getFirst();

  private final Results results = Results.none(MACHINE);

  @BeforeEach
  void measure() {
    results.add(Workload.W1A, Contender.LYCEUM, climb(10_000));
    results.add(Workload.W1A, Contender.LYCEUM, climb(30_000));
    results.add(Workload.W1A, Contender.LYCEUM, climb(24_000));
    results.add(Workload.W1A, Contender.SOCKET_IO, climb(3_000));
    results.add(Workload.W1A, Contender.NETTY, climb(60_000));
    results.addHalf(Workload.W1A, Contender.LYCEUM, step(1_500, 9));
    results.addHalf(Workload.W1A, Contender.SOCKET_IO, step(1_500, 4));
    results.addIdle(Contender.LYCEUM, 10 * 1024);
    results.addIdle(Contender.SOCKET_IO, 8 * 1024);
    for (int input : GROWTH.points()) {
      results.add(GROWTH, new Point(input, Map.of(Figure.P99, 4.0)));
    }
  }

  @Test
  void ratios_are_of_medians_and_stand_beside_their_goals() {
    String page = new Page(results, "").text();

    assertThat(page).contains("| **8.00** | ≥ 6 | met | **0.40** | ≥ 0.5 | **not met** |");
    assertThat(page)
        .contains("Lyceum p50 4.5 ms, p99 9.0 ms")
        .contains("no worse at p99, **not met**");
    assertThat(page).contains("at most 20 KiB, met; then no more than Socket.IO, **not met**");
  }

  @Test
  void growth_has_its_section_and_its_plots() {
    Page page = new Page(results, "");

    assertThat(page.text()).contains("## Growth").contains("### " + GROWTH.name());
    assertThat(page.plots()).containsKey(GROWTH.name() + ".svg");
    assertThat(results.has(GROWTH, GROWTH.points().getLast())).isTrue();
    assertThat(results.has(GROWTH, 7)).isFalse();
  }

  @Test
  void what_was_not_measured_is_not_there() {
    String page = new Page(Results.none(MACHINE), "").text();

    assertThat(page).doesNotContain("W1a:").doesNotContain("W3:").doesNotContain("## Growth");
  }

  @Test
  void a_plot_shows_each_server_that_was_measured_at_the_loads_that_held()
      throws ParserConfigurationException, IOException, SAXException {
    String svg = new Page(results, "").plots().get("W1a.svg");

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList texts = document.getElementsByTagName("text");
    assertThat(
            IntStream.range(0, texts.getLength()).mapToObj(texts::item).map(Node::getTextContent))
        .contains("W1a: 100 rooms of 10, durable posts", "Lyceum p99", "Socket.IO p99")
        // The highest load tried was 1.2 M; it did not hold.
        .contains("1 M")
        .doesNotContain("2 M", "ws p99");
  }

  @Test
  void an_interrupted_run_is_continued_on_the_same_commit_only(@TempDir Path folder) {
    results.addExercise("W5", Map.of("failed", 0.0));
    Path file = folder.resolve("results.json");
    results.save(file);

    assertThat(Results.continued(file, MACHINE)).isEqualTo(results);
    Machine nextDay = machine("2026-01-02", "abc");
    assertThat(Results.continued(file, nextDay)).isEqualTo(results);
    Machine later = machine("2026-01-02", "def");
    assertThat(Results.continued(file, later)).isEqualTo(Results.none(later));
  }

  @Test
  void an_exercise_stands_there_with_its_goals_and_of_what_may_not_happen_the_worst_counts() {
    results.addExercise("W4", Map.of("uncounted", 0.0, "ackP99", 90.0, "ackP50", 1.25));
    results.addExercise("W4", Map.of("uncounted", 2.0, "ackP99", 151.0, "ackP50", 1.25));
    results.addExercise("W4", Map.of("uncounted", 0.0, "ackP99", 100.5, "ackP50", 1.25));

    assertThat(new Page(results, "").text())
        .contains("## W4: a quiz")
        .contains("of 20,000 | 2 |  | ≤ 0 | **not met** |")
        .contains("acknowledgement, p99 | 100.5 | ms | ≤ 150 | met |")
        .contains("acknowledgement, p50 | 1.25 | ms |  |  |")
        .doesNotContain("## W5");
  }

  private static Machine machine(String date, String commit) {
    return new Machine("A processor", 2, 23, "Linux", "Java", "v20", date, commit);
  }

  private static Climb climb(double best) {
    return new Climb(best, List.of(step(best / 2, 3), step(best, 50), step(best * 2, 900)));
  }

  private static StepResult step(double rate, double p99) {
    Latency latency = new Latency(p99 / 2, p99, p99, p99, p99, p99);
    long sent = (long) rate;
    return new StepResult(
        rate,
        sent,
        sent * 10,
        sent * 10,
        sent,
        rate * 10,
        latency,
        latency,
        rate,
        rate,
        new CpuMeter.Cores(1.0, 0.5, 0.4),
        Map.of(),
        0,
        0);
  }
}
