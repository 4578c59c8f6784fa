/** Who sends: people, their tokens and the rooms they meet in. */
@NullMarked
package io.lyceum.bench.people;

import org.jspecify.annotations.NullMarked;
