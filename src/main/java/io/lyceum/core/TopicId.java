package io.lyceum.core;

import java.util.Optional;

/**
 * One live thing: a chat room, a class, a quiz session. On the wire it is written {@code kind:id},
 * the school comes from the caller's token; inside, {@link #key} names it across schools.
 */
public record TopicId(SchoolId school, String kind, String id) {
  private static final int LONGEST_KIND = 32;
  private static final int LONGEST_ID = 256;

  public TopicId {
    if (!isKind(kind)) {
      throw new IllegalArgumentException("not a topic kind: " + kind);
    }
    if (!isId(id)) {
      throw new IllegalArgumentException("not a topic id: " + id);
    }
  }

  /** Reads {@code kind:id}; empty when the text is not a topic's name. */
  public static Optional<TopicId> parse(SchoolId school, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String kind = text.substring(0, colon);
    String id = text.substring(colon + 1);
    return isKind(kind) && isId(id) ? Optional.of(new TopicId(school, kind, id)) : Optional.empty();
  }

  /** A lower-case letter, then such letters and digits; by hand, for every frame names a topic. */
  private static boolean isKind(String text) {
    if (text.isEmpty() || text.length() > LONGEST_KIND || !isLower(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isLower(text.charAt(i)) && !isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A letter or digit, then such and {@code . _ @ / -}. */
  private static boolean isId(String text) {
    if (text.isEmpty() || text.length() > LONGEST_ID || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i)) && "._@/-".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Reads what {@link #key} wrote. */
  public static TopicId fromKey(String key) {
    int bar = key.indexOf('|');
    return parse(new SchoolId(key.substring(0, bar)), key.substring(bar + 1))
        .orElseThrow(() -> new IllegalArgumentException("not a topic key: " + key));
  }

  /** The name on the wire, {@code kind:id}. */
  public String wire() {
    return kind + ":" + id;
  }

  /** The name across schools, {@code school|kind:id}: the entity id and the persistence id. */
  public String key() {
    return school.value() + "|" + wire();
  }
}
