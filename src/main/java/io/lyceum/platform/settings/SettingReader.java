package io.lyceum.platform.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads single settings; a malformed one is a {@link SettingsProblem} that names it. */
public final class SettingReader {
  private final Layers layers;

  SettingReader(Layers layers) {
    this.layers = layers;
  }

  /** Reads from {@code config}, whose settings no environment variable sets. */
  public static SettingReader of(Config config) {
    return new SettingReader(new Layers(config, Map.of()));
  }

  /** A whole number in {@code [min, max]}. */
  public int number(String path, int min, int max) {
    String expected = "must be a whole number from " + min + " to " + max;
    int number = read(path, expected, config -> config.getInt(path));
    if (number < min || number > max) {
      throw malformed(path, expected);
    }
    return number;
  }

  /** A number from 0 to 1. */
  public double ratio(String path) {
    String expected = "must be a number from 0 to 1";
    double ratio = read(path, expected, config -> config.getDouble(path));
    if (!(ratio >= 0 && ratio <= 1)) {
      throw malformed(path, expected);
    }
    return ratio;
  }

  /** A text that is not blank. */
  public String text(String path) {
    String text = optionalText(path);
    if (text.isBlank()) {
      throw malformed(path, "must not be empty");
    }
    return text;
  }

  /** A text; empty stands for "not set". */
  public String optionalText(String path) {
    return read(path, "must be a text", config -> config.getString(path));
  }

  /** {@code on} or {@code off}. */
  public boolean flag(String path) {
    return read(path, "must be on or off", config -> config.getBoolean(path));
  }

  /** A file that is there and can be read. */
  public Path file(String path) {
    String expected = "must be a file that can be read";
    try {
      Path file = Path.of(text(path)).toAbsolutePath().normalize();
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw malformed(path, expected);
      }
      return file;
    } catch (InvalidPathException e) {
      throw malformed(path, expected);
    }
  }

  /** A text that matches {@code pattern} wholly; {@code expected} completes "must be …". */
  public String text(String path, Pattern pattern, String expected) {
    String text = text(path);
    if (!pattern.matcher(text).matches()) {
      throw malformed(path, "must be " + expected);
    }
    return text;
  }

  /** A duration such as {@code 5s} in {@code [min, max]}. */
  public Duration duration(String path, Duration min, Duration max) {
    String expected = "must be a duration from " + spell(min) + " to " + spell(max);
    Duration duration = read(path, expected, config -> config.getDuration(path));
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw malformed(path, expected);
    }
    return duration;
  }

  /** A list of texts, or one text with commas; each must match. */
  public List<String> texts(String path, Pattern pattern, String expected) {
    boolean single = layers.config().getValue(path).valueType() == ConfigValueType.STRING;
    List<String> texts =
        single
            ? Pattern.compile(",")
                .splitAsStream(optionalText(path))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList()
            : read(path, "must be a list of texts", config -> config.getStringList(path));
    for (String item : texts) {
      if (!pattern.matcher(item).matches()) {
        throw malformed(path, "must hold only " + expected);
      }
    }
    return List.copyOf(texts);
  }

  /** Names the setting by its path and, where there is one, its environment variable. */
  public SettingsProblem malformed(String path, String expected) {
    String variable = layers.variables().get(path);
    String name = variable == null ? path : variable + " (" + path + ")";
    return new SettingsProblem(name + " " + expected + ".");
  }

  /** Everything, for a part that has its own section. */
  public Config config() {
    return layers.config();
  }

  private <T> T read(String path, String expected, Function<Config, T> reader) {
    try {
      return reader.apply(layers.config());
    } catch (ConfigException e) {
      // The value itself is not shown: it might be a secret in the wrong place.
      throw malformed(path, expected);
    }
  }

  private static String spell(Duration duration) {
    if (duration.toHours() > 0 && duration.toMinutesPart() == 0) {
      return duration.toHours() % 24 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
