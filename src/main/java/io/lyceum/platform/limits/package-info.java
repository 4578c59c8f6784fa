/** How much anybody may ask, whatever the way: token buckets by name, and what is told of them. */
@NullMarked
package io.lyceum.platform.limits;

import org.jspecify.annotations.NullMarked;
