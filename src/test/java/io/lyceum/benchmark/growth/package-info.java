/** How what the server needs grows with what it is given: each series a file. */
@NullMarked
package io.lyceum.benchmark.growth;

import org.jspecify.annotations.NullMarked;
