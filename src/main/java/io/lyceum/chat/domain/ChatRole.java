package io.lyceum.chat.domain;

import io.lyceum.core.TopicRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may be in a chat. The constants' names are stored. */
public enum ChatRole {
  /** Writes, deletes any message, pins, keeps the list of members. */
  MODERATOR,
  /** Writes, unless the rules say that only moderators do. */
  MEMBER,
  /** Reads and reacts: the audience of a channel. */
  READER;

  private final TopicRole topicRole = new TopicRole(name().toLowerCase(Locale.ROOT));

  /** The role as the runtime and the wire know it. */
  public TopicRole topicRole() {
    return topicRole;
  }

  public static Optional<ChatRole> parse(String wire) {
    return Arrays.stream(values()).filter(r -> r.topicRole.name().equals(wire)).findFirst();
  }
}
