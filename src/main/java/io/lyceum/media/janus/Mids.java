package io.lyceum.media.janus;

import io.lyceum.media.TrackKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of an offer's tracks by kind; a mute names them. */
final class Mids {
  private Mids() {}

  static Map<TrackKind, List<String>> of(String sdp) {
    Map<TrackKind, List<String>> mids = new EnumMap<>(TrackKind.class);
    @Nullable TrackKind kind = null;
    for (String line : sdp.lines().toList()) {
      if (line.startsWith("m=")) {
        kind = kindOf(line);
      } else if (kind != null && line.startsWith("a=mid:")) {
        mids.computeIfAbsent(kind, _ -> new ArrayList<>()).add(line.substring(6).strip());
      }
    }
    return mids;
  }

  private static @Nullable TrackKind kindOf(String line) {
    if (line.startsWith("m=audio")) {
      return TrackKind.AUDIO;
    }
    return line.startsWith("m=video") ? TrackKind.VIDEO : null;
  }
}
