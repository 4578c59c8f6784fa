/** Bugs planted on purpose: a check that does not find them is worth nothing. */
@NullMarked
package io.lyceum.faults.defects;

import org.jspecify.annotations.NullMarked;
