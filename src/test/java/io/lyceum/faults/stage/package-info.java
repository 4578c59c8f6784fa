/**
 * The machines of a fault run: nodes, PostgreSQL and clients, each a process on a host of its own.
 */
@NullMarked
package io.lyceum.faults.stage;

import org.jspecify.annotations.NullMarked;
