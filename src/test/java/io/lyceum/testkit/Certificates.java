package io.lyceum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** An authority and certificates of nodes, made by the script operators use. */
public record Certificates(Path folder) {
  private static final Path SCRIPT = Path.of("cluster-config", "certificates.sh");

  /** Makes certificates for {@code names}; the test is skipped where there is no openssl. */
  public static Certificates make(Path folder, String... names)
      throws IOException, InterruptedException {
    if (!"required".equals(System.getenv("CLUSTER_TESTS"))) {
      Assumptions.assumeTrue(isThere("openssl"), "there is no openssl");
    }
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString(), folder.toString()));
    command.addAll(List.of(names));
    Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(output).isZero();
    return new Certificates(folder);
  }

  public Path ca() {
    return folder.resolve("ca.crt");
  }

  public Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  public Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** The settings of the node with this name. */
  public Map<String, String> environment(String name) {
    return Map.of(
        "LYCEUM_CLUSTER_TLS_CA", ca().toString(),
        "LYCEUM_CLUSTER_TLS_CERTIFICATE", certificate(name).toString(),
        "LYCEUM_CLUSTER_TLS_KEY", key(name).toString());
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
