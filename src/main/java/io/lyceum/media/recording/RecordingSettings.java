package io.lyceum.media.recording;

import io.lyceum.platform.settings.SettingReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code lyceum.media.recording} in {@code media.conf}.
 *
 * @param isOn whether classes can be recorded at all
 * @param spool where nodes find what the media servers write
 * @param janusSpool the same folder as the media servers see it
 * @param films how many files a node makes at a time
 * @param linkLifetime how long a file's address is good for
 */
public record RecordingSettings(
    boolean isOn,
    Path spool,
    String janusSpool,
    int films,
    String janusPpRec,
    String ffmpeg,
    String ffprobe,
    Duration linkLifetime) {
  private static final String SECTION = "lyceum.media.recording.";

  /**
   * Reads {@code lyceum.media.recording}.
   *
   * @throws io.lyceum.platform.settings.SettingsProblem when one is malformed
   */
  public static RecordingSettings read(SettingReader reader) {
    String spool = reader.optionalText(SECTION + "spool");
    String janus = reader.optionalText(SECTION + "janus-spool");
    Path folder = Path.of(spool).toAbsolutePath().normalize();
    return new RecordingSettings(
        !spool.isBlank(),
        folder,
        janus.isBlank() ? folder.toString() : janus,
        reader.number(SECTION + "films", 1, 64),
        reader.text(SECTION + "janus-pp-rec"),
        reader.text(SECTION + "ffmpeg"),
        reader.text(SECTION + "ffprobe"),
        reader.duration(SECTION + "link-lifetime", Duration.ofSeconds(5), Duration.ofHours(12)));
  }

  /** What a media server is told to call a part's files. */
  public String nameOf(String part) {
    return janusSpool + "/" + part;
  }
}
