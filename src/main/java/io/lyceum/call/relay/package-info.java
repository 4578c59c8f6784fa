/** Relays for devices that find no way to each other, and the credentials that open them. */
@NullMarked
package io.lyceum.call.relay;

import org.jspecify.annotations.NullMarked;
