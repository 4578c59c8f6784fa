/**
 * One hub a node: follows each topic its sockets want once, keeps a ring of recent entries, fans
 * out shared text. Knows no kind.
 */
@NullMarked
package io.lyceum.hub;

import org.jspecify.annotations.NullMarked;
