package io.lyceum.progress.domain;

/** A lesson's name within its course. */
public record LessonId(String value) {}
