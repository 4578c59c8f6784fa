package io.lyceum.quiz.domain;

/** A question's name within its quiz, {@code q1}. */
public record QuestionId(String value) {}
