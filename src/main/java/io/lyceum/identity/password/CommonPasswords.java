package io.lyceum.identity.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What others have been found to use: guessed first, so refused. The list is in the jar; no
 * password is ever told to anybody.
 */
final class CommonPasswords {
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

  private static final class Loaded {
    static final Set<String> ALL = load();
  }

  private CommonPasswords() {}

  /** Whether it is on the list, or a word of the list with digits and signs around it. */
  static boolean has(String password) {
    String folded = password.toLowerCase(Locale.ROOT);
    return Loaded.ALL.contains(folded)
        || Loaded.ALL.contains(AROUND.matcher(folded).replaceAll(""));
  }

  private static Set<String> load() {
    try (InputStream stream =
            Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream("/passwords/common.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("# ") && !line.equals("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
