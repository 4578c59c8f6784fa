package io.lyceum.inbox.domain;

import io.lyceum.core.UserId;
import java.time.Instant;

/**
 * What is told when it rings.
 *
 * @param media audio or video
 * @param others how many more are called
 * @param until when it rings no more
 */
public record Ring(UserId from, String name, String media, int others, Instant until) {}
