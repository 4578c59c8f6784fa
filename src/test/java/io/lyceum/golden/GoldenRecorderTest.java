package io.lyceum.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.topic.journal.RecordCodec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class GoldenRecorderTest {
  /**
   * Not a check but the recorder itself: {@code ./mvnw test -Dtest=GoldenRecorderTest
   * -Dgolden.record=0.2}.
   */
  @Test
  @EnabledIfSystemProperty(named = "golden.record", matches = ".+")
  void records_this_version() throws IOException {
    new GoldenRecorder(GoldenFolder.ROOT).record(System.getProperty("golden.record", ""));
  }

  @Test
  void the_scripts_write_every_event_of_today(@TempDir Path folder) throws IOException {
    GoldenFolder recorded = new GoldenRecorder(folder).record("1.0");
    List<String> all = new ArrayList<>();
    GoldenScripts.KINDS
        .values()
        .forEach(
            kind -> {
              assertThat(recorded.manifests(kind)).containsAll(kind.journal().manifests());
              all.addAll(recorded.manifests(kind));
            });
    assertThat(all).contains(RecordCodec.NOTED);
    assertThat(recorded.listedSums()).isEqualTo(recorded.actualSums()).isNotEmpty();
  }

  @Test
  void two_recordings_are_the_same(@TempDir Path folder) throws IOException {
    GoldenRecorder recorder = new GoldenRecorder(folder);
    assertThat(recorder.record("1.0").actualSums()).isEqualTo(recorder.record("1.1").actualSums());
  }

  @Test
  void what_was_recorded_is_never_written_again(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("1.0"));
    assertThatThrownBy(() -> new GoldenRecorder(folder).record("1.0"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("1.0")).isEmptyDirectory();
  }
}
