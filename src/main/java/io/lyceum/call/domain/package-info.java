/** The rules of a call: whom it rings, who is in it, and when it is over. Pure. */
@NullMarked
package io.lyceum.call.domain;

import org.jspecify.annotations.NullMarked;
