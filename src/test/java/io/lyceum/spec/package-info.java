/** The published documents are held equal to the code. */
@NullMarked
package io.lyceum.spec;

import org.jspecify.annotations.NullMarked;
