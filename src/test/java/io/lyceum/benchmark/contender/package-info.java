/** The servers that are measured side by side: each a real process on a database of its own. */
@NullMarked
package io.lyceum.benchmark.contender;

import org.jspecify.annotations.NullMarked;
