/** Today's build beside that of an earlier commit, in one cluster. */
@NullMarked
package io.lyceum.upgrade;

import org.jspecify.annotations.NullMarked;
