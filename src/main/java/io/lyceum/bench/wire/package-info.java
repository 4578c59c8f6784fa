/** What the load tool says and hears, one adapter for each wire it speaks. */
@NullMarked
package io.lyceum.bench.wire;

import org.jspecify.annotations.NullMarked;
