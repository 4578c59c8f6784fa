package io.lyceum.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.TopicKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one version wrote.
 *
 * <ul>
 *   <li>{@code <kind>.jsonl}: the journal's entries
 *   <li>{@code <kind>.state.json}: for each topic the state after its last entry
 *   <li>{@code <kind>.snapshot.jsonl}: snapshots taken on the way
 *   <li>{@code SHA256SUMS}: of all the others, as {@code sha256sum -c} reads it
 * </ul>
 */
record GoldenFolder(Path path) implements Comparable<GoldenFolder> {
  static final Path ROOT = Path.of("src", "test", "resources", "golden");
  static final String SUMS = "SHA256SUMS";

  /** Every recorded version, oldest first. */
  static List<GoldenFolder> all() {
    return names(ROOT).stream()
        .map(ROOT::resolve)
        .filter(Files::isDirectory)
        .map(GoldenFolder::new)
        .sorted()
        .toList();
  }

  /** The kinds this version had. */
  List<String> kinds() {
    return names(path).stream()
        .filter(name -> name.matches("[^.]+\\.jsonl"))
        .map(name -> name.substring(0, name.indexOf('.')))
        .toList();
  }

  /** The entries of a kind by topic, in the order of the file. */
  Map<TopicId, List<GoldenLine>> entries(String kind) {
    return byTopic(kind + ".jsonl");
  }

  Map<TopicId, List<GoldenLine>> snapshots(String kind) {
    return byTopic(kind + ".snapshot.jsonl");
  }

  /** The state after the last entry of each topic: {@code seq}, {@code manifest}, {@code state}. */
  Map<TopicId, JsonNode> states(String kind) {
    Map<TopicId, JsonNode> states = new LinkedHashMap<>();
    tree(read(kind + ".state.json"))
        .properties()
        .forEach(topic -> states.put(TopicId.fromKey(topic.getKey()), topic.getValue()));
    return states;
  }

  /** Every stored name that occurs among a kind's entries. */
  List<String> manifests(TopicKind<?, ?, ?> kind) {
    return kinds().contains(kind.name())
        ? entries(kind.name()).values().stream()
            .flatMap(List::stream)
            .map(line -> line.stored().manifest())
            .distinct()
            .toList()
        : List.of();
  }

  /** The sums as listed, by file. */
  Map<String, String> listedSums() {
    Map<String, String> sums = new TreeMap<>();
    read(SUMS).lines().forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
    return sums;
  }

  /** The sums as the files are, by file. */
  Map<String, String> actualSums() {
    Map<String, String> sums = new TreeMap<>();
    names(path).stream()
        .filter(name -> !name.equals(SUMS))
        .forEach(name -> sums.put(name, sha256(path.resolve(name))));
    return sums;
  }

  /** By number, so that 0.10 comes after 0.9. */
  @Override
  public int compareTo(GoldenFolder other) {
    return Arrays.compare(numbers(), other.numbers());
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }

  private int[] numbers() {
    return Arrays.stream(toString().split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  private Map<TopicId, List<GoldenLine>> byTopic(String file) {
    Map<TopicId, List<GoldenLine>> topics = new LinkedHashMap<>();
    read(file)
        .lines()
        .map(GoldenLine::parse)
        .forEach(
            line ->
                topics.merge(
                    line.topic(),
                    List.of(line),
                    (before, one) -> Stream.concat(before.stream(), one.stream()).toList()));
    return topics;
  }

  private String read(String file) {
    try {
      return Files.readString(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
