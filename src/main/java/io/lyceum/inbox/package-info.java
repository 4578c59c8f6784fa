/** The inbox kind: what concerns one person wherever they are, on all of their devices. */
@NullMarked
package io.lyceum.inbox;

import org.jspecify.annotations.NullMarked;
