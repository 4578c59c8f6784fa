package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.time.Instant;

/** A room that asks the teacher to come, and who said so first. */
public record HelpRequest(int room, UserId user, String name, Instant at) {}
