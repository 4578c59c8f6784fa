package io.lyceum.classroom.domain;

import java.util.Optional;

/**
 * What a class is from its first day.
 *
 * @param code with it people of the school enrol themselves
 */
public record Founding(String title, String code, Optional<String> courseId, Teacher teacher) {}
