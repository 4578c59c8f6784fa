/** Starts a node and wires its parts; knows everything and is known by nothing. */
@NullMarked
package io.lyceum;

import org.jspecify.annotations.NullMarked;
