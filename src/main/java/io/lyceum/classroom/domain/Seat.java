package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;

/** Into which room somebody is to go. */
public record Seat(UserId user, int room) {}
