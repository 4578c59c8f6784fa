package io.lyceum.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an account may be in its school; what that allows is in {@link Permissions}. What a person
 * may do in a topic is a {@link TopicRole}.
 */
public enum Role {
  STUDENT,
  TEACHER,
  /** Sees how their children get on. */
  PARENT,
  ADMIN,
  /** Answers for a school. */
  SCHOOL_ADMIN,
  /** Answers for the installation, and is a person of one school like everybody. */
  SUPER_ADMIN,
  /** The server itself: flows, creation by REST, alarms. Never in a token. */
  SYSTEM;

  /** The spelling in tokens and on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a role a token may carry. */
  public static Optional<Role> parse(String text) {
    return Arrays.stream(values()).filter(r -> r != SYSTEM && r.wire().equals(text)).findFirst();
  }
}
