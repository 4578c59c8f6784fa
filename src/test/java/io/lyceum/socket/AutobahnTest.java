package io.lyceum.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.python.util.PythonInterpreter;

/** The Autobahn suite for RFC 6455, but for group 9, which only measures. */
class AutobahnTest {
  private static final Path REPORTS = Path.of("target", "autobahn");
  private static final int CASES = 247;
  private static final List<String> FINE = List.of("OK", "INFORMATIONAL");

  @TestFactory
  Stream<DynamicTest> the_standard_is_kept() throws Exception {
    int port = EchoServer.start().localAddress().getPort();
    Files.createDirectories(REPORTS);
    runSuite("ws://127.0.0.1:" + port);
    JsonNode cases = Json.MAPPER.readTree(REPORTS.resolve("index.json").toFile()).path("lyceum");
    assertThat(cases).hasSize(CASES);
    return cases.properties().stream()
        .map(
            named ->
                DynamicTest.dynamicTest(
                    named.getKey(),
                    () ->
                        assertThat(named.getValue().path("behavior").asText())
                            .as("see %s", report(named.getValue()))
                            .isIn(FINE)));
  }

  private static Path report(JsonNode result) {
    return REPORTS.resolve(result.path("reportfile").asText()).toAbsolutePath();
  }

  /** In a process of its own: to Python inside this one, {@code io} would be our package. */
  private static void runSuite(String url)
      throws IOException, InterruptedException, URISyntaxException {
    Path script =
        Path.of(
            Objects.requireNonNull(AutobahnTest.class.getResource("/autobahn/run-suite.py"))
                .toURI());
    Path log = REPORTS.resolve("suite.log");
    Process suite =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar(PythonInterpreter.class) + File.pathSeparator + jar(AutobahnTestSuite.class),
                "org.python.util.jython",
                script.toString(),
                url,
                REPORTS.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(suite.waitFor(3, TimeUnit.MINUTES)).as("it ends; see %s", log).isTrue();
      assertThat(suite.exitValue()).as("see %s", log).isZero();
    } finally {
      suite.destroyForcibly();
    }
  }

  private static Path jar(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
