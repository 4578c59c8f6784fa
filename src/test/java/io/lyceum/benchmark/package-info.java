/** The benchmark: Lyceum and its peers measured side by side, and the page that tells about it. */
@NullMarked
package io.lyceum.benchmark;

import org.jspecify.annotations.NullMarked;
