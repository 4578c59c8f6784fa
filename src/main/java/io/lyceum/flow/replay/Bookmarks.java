package io.lyceum.flow.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How far each topic of a class was read, by the topic's name on the wire. */
record Bookmarks(Map<String, Bookmark> marks) {
  static final Bookmarks NONE = new Bookmarks(Map.of());

  /** So many topics has no class. */
  private static final int LONGEST = 8_192;

  private static final Pattern MARK = Pattern.compile("([^=~]{1,160})=(\\d{1,18})\\.(\\d{1,18})");

  Bookmarks {
    marks = Map.copyOf(marks);
  }

  Bookmark of(String topic) {
    return marks.getOrDefault(topic, Bookmark.START);
  }

  /** As it stands in an answer, to be given back as it is. */
  String text() {
    return marks.entrySet().stream()
        .map(m -> m.getKey() + "=" + m.getValue().seq() + "." + m.getValue().offset())
        .sorted()
        .collect(Collectors.joining("~"));
  }

  /** Empty when it is no such text. */
  static Optional<Bookmarks> parse(String text) {
    Map<String, Bookmark> marks = new HashMap<>();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    for (String part : text.split("~", -1)) {
      Matcher mark = MARK.matcher(part);
      if (!mark.matches()) {
        return Optional.empty();
      }
      marks.put(
          mark.group(1),
          new Bookmark(Long.parseLong(mark.group(2)), Long.parseLong(mark.group(3))));
    }
    return Optional.of(new Bookmarks(marks));
  }
}
