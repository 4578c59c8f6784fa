package io.lyceum.classroom.domain;

import java.util.Optional;

/**
 * What a class is from its first day.
 *
 * @param code with it people of the school enrol themselves
 * @param room of which class it is a room, if it is one
 */
public record Founding(
    String title, String code, Optional<String> courseId, Teacher teacher, Optional<RoomOf> room) {
  /** A class of its own. */
  public Founding(String title, String code, Optional<String> courseId, Teacher teacher) {
    this(title, code, courseId, teacher, Optional.empty());
  }
}
