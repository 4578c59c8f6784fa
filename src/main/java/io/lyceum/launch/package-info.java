/** Starts the node in a Java that can run it; the only package compiled for Java 17. */
@NullMarked
package io.lyceum.launch;

import org.jspecify.annotations.NullMarked;
