package io.lyceum.core;

/**
 * What a person is in one topic ({@code teacher}, {@code pupil}, {@code moderator} …); each kind
 * names its own.
 */
public record TopicRole(String name) {
  /** The server acting in a topic; every kind admits it. */
  public static final TopicRole SYSTEM = new TopicRole("system");
}
