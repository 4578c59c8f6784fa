package io.lyceum.identity.consent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a guardian agrees to. A text is never changed: another one gets another number, and what was
 * agreed to before goes on to hold.
 *
 * @param recording what they may agree to beside it
 */
record ConsentText(int version, String text, String recording) {
  static final ConsentText CURRENT = read(1);

  private static ConsentText read(int version) {
    return new ConsentText(
        version,
        file("/consent/" + version + ".txt"),
        file("/consent/" + version + "-recording.txt"));
  }

  private static String file(String file) {
    try (InputStream stream =
        Objects.requireNonNull(ConsentText.class.getResourceAsStream(file), file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
