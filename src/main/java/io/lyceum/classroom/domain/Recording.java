package io.lyceum.classroom.domain;

import java.time.Instant;

/**
 * A class is being recorded.
 *
 * @param pupils whether pupils who send are recorded, too; else only staff
 */
public record Recording(Instant since, boolean pupils) {}
