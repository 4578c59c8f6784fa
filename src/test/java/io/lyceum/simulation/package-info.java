/**
 * The runtime's own actors in a world of chance: one thread, virtual time, seeded faults; every
 * step is checked and every run can be had again.
 */
@NullMarked
package io.lyceum.simulation;

import org.jspecify.annotations.NullMarked;
