/**
 * Where a command spent its time, from the socket to the last viewer, for a collector of traces.
 */
@NullMarked
package io.lyceum.platform.tracing;

import org.jspecify.annotations.NullMarked;
