package io.lyceum.platform.projection;

import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What every projection shares.
 *
 * @param slices into how many parts the topics are divided, by a hash of their names; must not
 *     change once offsets are stored
 */
public record ProjectionSurroundings(
    Database database,
    JournalTail.Decoder decoder,
    JournalPulse pulse,
    int slices,
    MeterRegistry meters) {}
