/**
 * Connections without an actor or a thread of their own: one thread waits for many of them, reads
 * what comes and tells their owners; an owner writes in its own turn.
 */
@NullMarked
package io.lyceum.platform.tcp;

import org.jspecify.annotations.NullMarked;
