package io.lyceum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.faults.defects.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A short run of the faults, and the proof that its checks would notice. {@code -Pfaults} runs all
 * of them.
 */
class FaultsTest {
  private static final Path FOLDER = Path.of("target", "faults");

  private static final Path PAGE = Path.of("src", "docs", "faults.md");

  @Test
  void nothing_is_lost_while_things_break() throws IOException {
    String which = System.getProperty("faults", "smoke");
    long seed = Long.getLong("faults.seed", 1);

    Run run = Run.of(FOLDER.resolve(which), seed, which);

    if (which.equals("all")) {
      Files.writeString(PAGE, Report.page(run.report()));
    }
    assertThat(run.code()).as(run.report() + run.findings()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "ACK_BEFORE_PERSIST, kill -9 of PostgreSQL, LOST_ACKED",
    "IDS_FORGOTTEN, every message is sent, DUPLICATE",
    "FAN_OUT_REORDERED, PostgreSQL restarts (fast), OUT_OF_ORDER"
  })
  void a_planted_defect_is_found(Defect defect, String fault, String anomaly) {
    Run run = Run.of(FOLDER.resolve(defect.name()), 1, fault, defect.name());

    assertThat(run.code()).isEqualTo(Outcome.Verdict.FAILED.exitCode);
    assertThat(run.findings()).contains(anomaly);
  }
}
