/** All the ways in, put together. */
@NullMarked
package io.lyceum.identity.door;

import org.jspecify.annotations.NullMarked;
