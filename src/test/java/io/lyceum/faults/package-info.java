/** Breaks a real cluster while clients use it, and checks from their logs that nothing was lost. */
@NullMarked
package io.lyceum.faults;

import org.jspecify.annotations.NullMarked;
