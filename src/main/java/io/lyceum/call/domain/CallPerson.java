package io.lyceum.call.domain;

import io.lyceum.core.UserId;

/** Somebody by id and name. */
public record CallPerson(UserId id, String name) {}
