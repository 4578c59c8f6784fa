/** When what is sent, what became of it, and what it cost the processes that took part. */
@NullMarked
package io.lyceum.bench.load;

import org.jspecify.annotations.NullMarked;
