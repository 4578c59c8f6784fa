package io.lyceum.progress.domain;

/** A finished quiz; each counts once. */
public record QuizId(String value) {}
