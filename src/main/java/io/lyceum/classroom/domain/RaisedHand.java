package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.time.Instant;

/** Someone who wants to speak. */
public record RaisedHand(UserId user, String name, Instant at) {}
