package io.lyceum.media.film;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A track of silence as Janus writes it, so that nobody has to speak. */
public final class RawTrack {
  private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};
  private static final int FRAME_MS = 20;

  private RawTrack() {}

  /** The track's bytes, beginning so many milliseconds after recording did. */
  public static byte[] silence(int frames, int afterMs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write("MJR00002".getBytes(StandardCharsets.US_ASCII));
      long begun = 1_700_000_000_000_000L;
      String head =
          "{\"t\":\"a\",\"c\":\"opus\",\"s\":%d,\"u\":%d}"
              .formatted(begun, begun + afterMs * 1_000L);
      out.writeShort(head.length());
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < frames; i++) {
        out.write("MEET".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(i * FRAME_MS);
        out.writeShort(12 + SILENCE.length);
        out.write(new byte[] {(byte) 0x80, 111});
        out.writeShort(i);
        out.writeInt(i * 48 * FRAME_MS);
        out.writeInt(0x1234);
        out.write(SILENCE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes it where a media server would. */
  public static Path write(Path spool, String part, byte[] track) {
    try {
      Files.createDirectories(spool);
      return Files.write(spool.resolve(part + "-audio-0.mjr"), track);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
