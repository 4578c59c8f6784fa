package io.lyceum.classroom.domain;

/** The quiz that is open in the class; its rules are its own topic's. */
public record AttachedQuiz(String id, String title) {}
