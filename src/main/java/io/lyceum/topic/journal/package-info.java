/**
 * One topic's writer and what it writes: records, snapshots, the idempotency window, group commit.
 */
@NullMarked
package io.lyceum.topic.journal;

import org.jspecify.annotations.NullMarked;
