package io.lyceum.bench;

import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.report.LatencyPlot;
import io.lyceum.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go beside the table. */
final class OutputOptions {
  @Option(names = "--json", paramLabel = "FILE", description = "write the results there")
  private @Nullable Path json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "draw latency against load there, as SVG")
  private @Nullable Path plot;

  void write(Report report) {
    if (json != null) {
      report.write(json);
    }
    if (plot != null) {
      draw(plot, report.load(), List.of(report.load()), List.of(report));
    }
  }

  static void draw(Path file, String title, List<String> names, List<Report> reports) {
    try {
      Files.writeString(
          file, LatencyPlot.of(title, names, reports.stream().map(Report::steps).toList()));
    } catch (IOException e) {
      throw new BenchProblem(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
