package io.lyceum.bench;

import io.lyceum.bench.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Several runs in one picture. */
@Command(
    name = "plot",
    description = "Draws the results of several runs into one picture, latency against load.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlotCommand implements Runnable {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "what --json wrote; a line is called by the file's name without .json")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the SVG")
  private Path out = Path.of("");

  @Option(names = "--title", defaultValue = "", description = "stands above it")
  private String title = "";

  @Override
  public void run() {
    List<String> names =
        files.stream()
            .map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""))
            .toList();
    OutputOptions.draw(out, title, names, files.stream().map(Report::read).toList());
  }
}
