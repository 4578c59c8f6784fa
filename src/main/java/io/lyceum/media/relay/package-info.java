/** Relays for devices that find no way to each other, and the credentials that open them. */
@NullMarked
package io.lyceum.media.relay;

import org.jspecify.annotations.NullMarked;
