package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;

/** Whose class it is. */
public record Teacher(UserId id, String name) {}
