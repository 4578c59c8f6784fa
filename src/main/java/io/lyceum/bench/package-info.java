/** The load tool: measures a running server from outside, as a process of its own. */
@NullMarked
package io.lyceum.bench;

import org.jspecify.annotations.NullMarked;
