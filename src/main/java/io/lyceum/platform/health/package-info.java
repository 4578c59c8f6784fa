/** Whether this node can serve. */
@NullMarked
package io.lyceum.platform.health;

import org.jspecify.annotations.NullMarked;
