package io.lyceum.quiz.domain;

import io.lyceum.core.UserId;

/** Someone as the others see them. */
public record Person(UserId id, String name) {}
