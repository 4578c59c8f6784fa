package io.lyceum.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.journal.RecordCodec;
import io.lyceum.topic.journal.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever any version wrote into the journal is read, folded and shown by this one. A failure here
 * is data that a release could no longer open: mend the code (an upcaster), never the files.
 */
class GoldenJournalTest {
  private static final String HOW_TO_RECORD =
      "; let the scripts of io.lyceum.golden write it, then record a new folder with ./mvnw test"
          + " -Dtest=GoldenRecorderTest -Dgolden.record=<version> (never change a recorded one)";

  static Stream<Arguments> recordings() {
    return GoldenFolder.all().stream()
        .flatMap(folder -> folder.kinds().stream().map(kind -> arguments(folder, replay(kind))));
  }

  static Stream<GoldenFolder> folders() {
    return GoldenFolder.all().stream();
  }

  static Stream<TopicKind<?, ?, ?>> kinds() {
    return GoldenScripts.KINDS.values().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void every_entry_is_read_and_leads_to_the_same_state(
      GoldenFolder folder, GoldenReplay<?, ?, ?> replay) {
    Map<?, JsonNode> states = folder.states(replay.kind());
    assertThat(states.keySet()).isEqualTo(folder.entries(replay.kind()).keySet());
    folder
        .entries(replay.kind())
        .forEach(
            (topic, lines) ->
                replay.leadsTo(topic, lines, Objects.requireNonNull(states.get(topic))));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void nothing_of_an_entry_is_lost_in_reading(GoldenFolder folder, GoldenReplay<?, ?, ?> replay) {
    folder.entries(replay.kind()).values().forEach(lines -> lines.forEach(replay::readsAllOf));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void every_entry_can_be_shown(GoldenFolder folder, GoldenReplay<?, ?, ?> replay) {
    folder.entries(replay.kind()).forEach(replay::canBeShown);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void a_topic_goes_on_from_a_snapshot(GoldenFolder folder, GoldenReplay<?, ?, ?> replay) {
    Map<?, List<GoldenLine>> snapshots = folder.snapshots(replay.kind());
    assertThat(snapshots).isNotEmpty();
    folder
        .entries(replay.kind())
        .forEach(
            (topic, lines) ->
                snapshots
                    .getOrDefault(topic, List.of())
                    .forEach(snapshot -> replay.goesOnFrom(snapshot, lines)));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void recorded_files_are_never_changed(GoldenFolder folder) {
    assertThat(folder.actualSums()).as("golden/" + folder).isEqualTo(folder.listedSums());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void the_newest_recording_has_every_event(TopicKind<?, ?, ?> kind) {
    GoldenFolder newest = GoldenFolder.all().getLast();
    List<String> missing = new ArrayList<>(kind.journal().manifests());
    missing.removeAll(newest.manifests(kind));
    assertThat(missing).as("not in golden/" + newest + HOW_TO_RECORD).isEmpty();
  }

  @Test
  void an_entry_without_an_event_is_recorded_too() {
    GoldenFolder newest = GoldenFolder.all().getLast();
    assertThat(kinds().flatMap(kind -> newest.manifests(kind).stream()))
        .as("golden/" + newest + HOW_TO_RECORD)
        .contains(RecordCodec.NOTED);
  }

  @Test
  void no_kind_is_forgotten() throws IOException {
    List<String> listed = GoldenScripts.KINDS.keySet().stream().map(Class::getSimpleName).toList();
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      List<String> kinds =
          sources
              .filter(file -> file.toString().endsWith("Topic.java"))
              .filter(file -> read(file).contains(" implements LiveKind"))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
      assertThat(listed).containsExactlyInAnyOrderElementsOf(kinds);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void an_unknown_name_is_refused_loudly(TopicKind<?, ?, ?> kind) {
    refused(kind, kind.name() + ".no-such-thing/1");
    refused(kind, "topic.noted/2");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_newer_version_is_refused_loudly(TopicKind<?, ?, ?> kind) {
    for (String manifest : kind.journal().manifests()) {
      int slash = manifest.lastIndexOf('/');
      int newer = Integer.parseInt(manifest.substring(slash + 1)) + 1;
      refused(kind, manifest.substring(0, slash + 1) + newer);
    }
  }

  private static void refused(TopicKind<?, ?, ?> kind, String manifest) {
    StoredRecord stored =
        new StoredRecord(manifest, "{\"by\":\"ada\",\"at\":\"2026-01-05T08:00:00Z\",\"event\":{}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordCodec<>(kind.journal()).read(stored))
        .withMessageContaining(manifest);
  }

  private static GoldenReplay<?, ?, ?> replay(String kind) {
    return kinds()
        .filter(known -> known.name().equals(kind))
        .findFirst()
        .map(known -> (GoldenReplay<?, ?, ?>) GoldenReplay.of(known))
        .orElseThrow(() -> new AssertionError("no release may drop the kind " + kind));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
