/** Compares what clients have logged with what the journal holds. */
@NullMarked
package io.lyceum.faults.check;

import org.jspecify.annotations.NullMarked;
