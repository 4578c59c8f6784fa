package io.lyceum.media.film;

import io.lyceum.media.recording.RecordingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One playable file of the tracks of a sender. Nothing is encoded anew: {@code janus-pp-rec} takes
 * each track out of its packets, {@code ffmpeg} puts them beside each other.
 *
 * @param afterBegin how long after recording began it begins
 */
record Film(Path file, String type, Duration afterBegin, Duration length) {
  private static final String WEBM = "video/webm";
  private static final Duration MOMENT = Duration.ofSeconds(3);

  /** Empty when nothing came of the recording. */
  static Optional<Film> make(
      String part, Path folder, RecordingSettings settings, Runnable stillAtIt)
      throws IOException, FilmProblem {
    List<Mjr> tracks = tracks(part, settings.spool());
    if (tracks.isEmpty()) {
      return Optional.empty();
    }
    Programs programs = new Programs(folder, stillAtIt);
    Duration begin = tracks.getFirst().afterBegin();
    boolean mp4 = tracks.stream().anyMatch(track -> track.codec().equals("h264"));
    List<String> join = new ArrayList<>(List.of(settings.ffmpeg(), "-v", "error", "-y"));
    List<String> map = new ArrayList<>();
    for (Mjr track : tracks) {
      Path plain = folder.resolve(map.size() + extension(track));
      programs.run(List.of(settings.janusPpRec(), track.file().toString(), plain.toString()));
      Duration later = track.afterBegin().minus(begin);
      join.addAll(List.of("-itsoffset", seconds(later), "-i", plain.toString()));
      map.addAll(List.of("-map", Integer.toString(map.size() / 2)));
    }
    Path whole = folder.resolve(mp4 ? "film.mp4" : "film.webm");
    join.addAll(map);
    join.addAll(List.of("-c", "copy"));
    join.addAll(mp4 ? List.of("-movflags", "+faststart") : List.of("-cues_to_front", "1"));
    join.add(whole.toString());
    programs.run(join);
    return Optional.of(
        new Film(whole, mp4 ? "video/mp4" : WEBM, begin, length(programs, settings, whole)));
  }

  /** Those with anything in them, the earliest first. */
  private static List<Mjr> tracks(String part, Path spool) throws IOException, FilmProblem {
    List<Path> files = files(part, spool);
    if (files.isEmpty()) {
      // It writes a file before the first packet; or the spool is not the one that it writes to.
      throw new FilmProblem("there is nothing in the spool");
    }
    List<Mjr> tracks = new ArrayList<>();
    for (Path file : files) {
      Mjr.read(file).ifPresent(tracks::add);
    }
    tracks.sort(Comparator.comparing(Mjr::afterBegin));
    return tracks;
  }

  /** What Janus wrote of a part. */
  static List<Path> files(String part, Path spool) throws IOException {
    if (!Files.isDirectory(spool)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(spool)) {
      return all.filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(part + "-") && name.endsWith(".mjr");
              })
          .sorted()
          .toList();
    }
  }

  /** Whether the media server has written to it a moment ago, whatever became of the room. */
  static boolean isGrowing(String part, Path spool, Instant now) throws IOException {
    for (Path file : files(part, spool)) {
      if (Files.getLastModifiedTime(file).toInstant().plus(MOMENT).isAfter(now)) {
        return true;
      }
    }
    return false;
  }

  private static String extension(Mjr track) throws FilmProblem {
    return switch (track.codec()) {
      case "opus" -> ".opus";
      case "vp8", "vp9" -> ".webm";
      case "h264" -> ".mp4";
      default -> throw new FilmProblem("unknown codec " + track.codec());
    };
  }

  private static Duration length(Programs programs, RecordingSettings settings, Path file)
      throws IOException, FilmProblem {
    String said =
        programs.run(
            List.of(
                settings.ffprobe(),
                "-v",
                "error",
                "-show_entries",
                "format=duration",
                "-of",
                "csv=p=0",
                file.toString()));
    try {
      return Duration.ofMillis(Math.round(Double.parseDouble(said) * 1_000));
    } catch (NumberFormatException e) {
      throw new FilmProblem("the length of the file is not known");
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toMillis()) + "ms";
  }
}
