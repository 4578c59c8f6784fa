/**
 * What a node must know about its cluster beyond being in it: whether it is safe, whole and alone.
 */
@NullMarked
package io.lyceum.platform.cluster;

import org.jspecify.annotations.NullMarked;
