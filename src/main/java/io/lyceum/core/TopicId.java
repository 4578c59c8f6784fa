package io.lyceum.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One live thing: a chat room, a class, a quiz session. On the wire it is written {@code kind:id},
 * the school comes from the caller's token; inside, {@link #key} names it across schools.
 */
public record TopicId(SchoolId school, String kind, String id) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]{0,31}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@/-]{0,255}");

  public TopicId {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not a topic kind: " + kind);
    }
    if (!ID.matcher(id).matches()) {
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
    if (!KIND.matcher(kind).matches() || !ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return Optional.of(new TopicId(school, kind, id));
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
