package io.lyceum.media.film;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The head of one track as Janus records it.
 *
 * @param afterBegin how long after recording began its first packet came
 */
record Mjr(Path file, String codec, Duration afterBegin) {
  private static final String MAGIC = "MJR00002";

  boolean isVideo() {
    return !codec.equals("opus");
  }

  /** Empty when nothing came of this track. Times are Janus' own, in microseconds. */
  static Optional<Mjr> read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      byte[] magic = in.readNBytes(MAGIC.length());
      if (!new String(magic, StandardCharsets.US_ASCII).equals(MAGIC)) {
        return Optional.empty();
      }
      int length = in.readUnsignedShort();
      byte[] text = in.readNBytes(length);
      if (text.length < length) {
        return Optional.empty();
      }
      JsonNode head = Json.parse(new String(text, StandardCharsets.UTF_8));
      long begun = head.path("s").asLong();
      long first = head.path("u").asLong();
      return in.read() < 0 || !head.hasNonNull("c")
          ? Optional.empty()
          : Optional.of(
              new Mjr(
                  file,
                  head.path("c").asText(),
                  Duration.ofNanos(Math.max(0, first - begun) * 1_000)));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }
}
