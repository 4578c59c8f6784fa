package io.lyceum.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.personal.SealedText;
import io.lyceum.platform.seal.SealRing;
import io.lyceum.platform.vault.Vault;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.journal.PaperTopic;
import io.lyceum.topic.journal.StoredRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is personal in what every kind stores is sealed, is as it was when it is opened, and is gone
 * when its people's keys are; and what a release has sealed is opened by every later one.
 */
class SealedJournalTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  /** One line a row, sealed; beside it the same opened, and the keys of all who are in it. */
  private static final Path RECORDED = Path.of("src", "test", "resources", "golden-sealed");

  /** What people of the scripts are called and have written, but for titles and questions. */
  private static final List<String> PERSONAL =
      List.of(
          "Ada",
          "Bob",
          "Eve",
          "Kim",
          "Dan",
          "Ström",
          "page",
          "book",
          "Good morning",
          "Snow",
          "Hurray",
          "\"Hi\"",
          "Sent by REST",
          "STRASSE",
          "strasse");

  private static final Vault VAULT = vault();

  private static Vault vault() {
    return new Vault(
        Jdbi.create(DATABASE.dataSource()),
        Executors.newVirtualThreadPerTaskExecutor(),
        new SealRing(List.of()),
        () -> true,
        new SimpleMeterRegistry());
  }

  static Stream<Script<?, ?, ?>> scripts() {
    return GoldenScripts.all().values().stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void nothing_personal_can_be_read_in_what_is_stored(Script<?, ?, ?> script) {
    for (GoldenLine line : lines(script)) {
      String erased = SealedText.close(line.stored().text(), (_, _) -> "");
      assertThat(erased).doesNotContain(PERSONAL.toArray(String[]::new));
    }
    // Else that would say nothing.
    assertThat(script.entries().toString()).containsAnyOf("Ada", "Ström", "Bob");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void opened_it_is_what_was_to_be_stored(Script<?, ?, ?> script) {
    for (GoldenLine line : lines(script)) {
      String topic = line.topic().key();
      String opened = VAULT.open(topic, VAULT.close(topic, line.stored().text()));
      assertThat(withoutDistribution(opened)).isEqualTo(withoutDistribution(line.stored().json()));
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void sealed_entries_and_snapshots_lead_to_the_same_state(Script<?, ?, ?> script) {
    TopicKind<?, ?, ?> kind = kind(script);
    JsonNode all = state(kind, script.entries(), true);
    assertThat(all).isEqualTo(state(kind, script.entries(), false));
    for (GoldenLine snapshot : script.snapshots()) {
      PaperTopic<?, ?, ?> topic = new PaperTopic<>(kind, snapshot.topic());
      topic.restore(opened(snapshot));
      script.entries().stream()
          .filter(line -> line.seq() > snapshot.seq())
          .forEach(line -> topic.replay(opened(line)));
      assertThat(tree(topic.snapshot().json())).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void a_topic_of_people_who_are_all_erased_can_still_be_replayed(Script<?, ?, ?> script) {
    TopicKind<?, ?, ?> kind = kind(script);
    PaperTopic<?, ?, ?> topic = new PaperTopic<>(kind, script.entries().getFirst().topic());
    for (GoldenLine line : script.entries()) {
      String erased = SealedText.close(line.stored().text(), (_, _) -> "");
      topic.replay(
          line.stored()
              .with(
                  SealedText.isSealed(erased) ? SealedText.open(erased, (_, _) -> null) : erased));
    }
    assertThat(topic.seq()).isEqualTo(script.entries().size());
    String state = topic.snapshot().json();
    assertThat(state).doesNotContain(PERSONAL.toArray(String[]::new));
    // An inbox in which nothing rings any more names nobody.
    boolean named = state(kind, script.entries(), false).findValue("name") != null;
    assertThat(state.contains("Erased person")).isEqualTo(named);
  }

  static Stream<Arguments> recordings() throws IOException {
    List<Arguments> all = new ArrayList<>();
    try (Stream<Path> releases = Files.list(RECORDED)) {
      releases.forEach(
          release -> kindsOf(release).forEach(kind -> all.add(arguments(release, kind))));
    }
    assertThat(all).isNotEmpty();
    return all.stream();
  }

  private static List<String> kindsOf(Path release) {
    String end = ".opened.jsonl";
    try (Stream<Path> files = Files.list(release)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - end.length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void what_a_release_has_sealed_is_opened_by_this_one(Path release, String kind)
      throws IOException {
    give(Json.MAPPER.readTree(Files.readString(release.resolve("person-keys.json"))));
    Vault vault = vault();
    List<String> sealed = Files.readAllLines(release.resolve(kind + ".jsonl"));
    List<String> opened = Files.readAllLines(release.resolve(kind + ".opened.jsonl"));
    assertThat(sealed).hasSameSizeAs(opened).isNotEmpty();
    for (int i = 0; i < sealed.size(); i++) {
      GoldenLine line = GoldenLine.parse(sealed.get(i));
      String text = vault.open(line.topic().key(), line.stored().text());
      assertThat(text).isEqualTo(GoldenLine.parse(opened.get(i)).stored().text());
    }
  }

  /** Not a check but the recorder itself, {@code -Dgolden.record-sealed=0.3}. */
  @Test
  @EnabledIfSystemProperty(named = "golden.record-sealed", matches = ".+")
  void records_this_release() throws IOException {
    String version = System.getProperty("golden.record-sealed", "");
    Path folder = Files.createDirectory(Files.createDirectories(RECORDED).resolve(version));
    for (Map.Entry<String, List<Script<?, ?, ?>>> kind : GoldenScripts.all().entrySet()) {
      List<String> sealed = new ArrayList<>();
      List<String> opened = new ArrayList<>();
      for (Script<?, ?, ?> script : kind.getValue()) {
        for (GoldenLine line : lines(script)) {
          String topic = line.topic().key();
          String closed = VAULT.close(topic, line.stored().text());
          sealed.add(of(line, closed).text());
          opened.add(of(line, VAULT.open(topic, closed)).text());
        }
      }
      Files.write(folder.resolve(kind.getKey() + ".jsonl"), sealed);
      Files.write(folder.resolve(kind.getKey() + ".opened.jsonl"), opened);
    }
    ObjectNode keys = Json.MAPPER.createObjectNode();
    DATABASE
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .select("select person, key from person_key order by person")
                    .map((row, _) -> keys.put(row.getString(1), row.getString(2)))
                    .list());
    Files.writeString(folder.resolve("person-keys.json"), keys.toPrettyString() + "\n");
  }

  /** The keys of a recording, in place of those of other tests. */
  private static void give(JsonNode keys) {
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("delete from person_key");
              for (Map.Entry<String, JsonNode> key : keys.properties()) {
                handle.execute(
                    "insert into person_key (school, person, key) values ('demo', ?, ?)",
                    key.getKey(),
                    key.getValue().asText());
              }
            });
  }

  private static List<GoldenLine> lines(Script<?, ?, ?> script) {
    return Stream.concat(script.entries().stream(), script.snapshots().stream()).toList();
  }

  private static GoldenLine of(GoldenLine line, String text) {
    return GoldenLine.of(line.topic(), line.seq(), line.stored().with(text));
  }

  private static TopicKind<?, ?, ?> kind(Script<?, ?, ?> script) {
    TopicId topic = script.entries().getFirst().topic();
    return GoldenScripts.KINDS.values().stream()
        .filter(kind -> kind.name().equals(topic.kind()))
        .findFirst()
        .orElseThrow();
  }

  private static StoredRecord opened(GoldenLine line) {
    String topic = line.topic().key();
    return line.stored().with(VAULT.open(topic, VAULT.close(topic, line.stored().text())));
  }

  private static JsonNode state(TopicKind<?, ?, ?> kind, List<GoldenLine> lines, boolean sealed) {
    PaperTopic<?, ?, ?> topic = new PaperTopic<>(kind, lines.getFirst().topic());
    lines.forEach(line -> topic.replay(sealed ? opened(line) : line.stored()));
    return tree(topic.snapshot().json());
  }

  /** It is left out where answers are sealed, and counted from them when it is read. */
  private static JsonNode withoutDistribution(String json) {
    JsonNode tree = tree(json);
    tree.findParents("distribution")
        .forEach(holder -> ((ObjectNode) holder).putObject("distribution"));
    return tree;
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
