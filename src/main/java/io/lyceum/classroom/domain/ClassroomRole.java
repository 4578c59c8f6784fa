package io.lyceum.classroom.domain;

import io.lyceum.core.TopicRole;
import java.util.Locale;
import java.util.Optional;

/** What a person may be in a class. The constants' names are stored. */
public enum ClassroomRole {
  /** Whose class it is. */
  TEACHER,
  /** Helps the teacher: may do what a teacher may, but only to pupils. */
  ASSISTANT,
  PUPIL,
  /** Enrolled, but in the lobby until a teacher or an assistant lets them in. */
  WAITING;

  private final TopicRole topicRole = new TopicRole(name().toLowerCase(Locale.ROOT));

  /** The role as the runtime and the wire know it. */
  public TopicRole topicRole() {
    return topicRole;
  }

  public boolean isStaff() {
    return this == TEACHER || this == ASSISTANT;
  }

  /** Reads a role that can be given to someone. */
  public static Optional<ClassroomRole> parseGivable(String wire) {
    return switch (wire) {
      case "assistant" -> Optional.of(ASSISTANT);
      case "pupil" -> Optional.of(PUPIL);
      default -> Optional.empty();
    };
  }
}
