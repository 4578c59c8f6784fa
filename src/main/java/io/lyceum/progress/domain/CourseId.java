package io.lyceum.progress.domain;

/** A course of a school. */
public record CourseId(String value) {}
