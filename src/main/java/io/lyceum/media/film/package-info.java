/** The background work that makes one playable file of what a media server recorded of a sender. */
@NullMarked
package io.lyceum.media.film;

import org.jspecify.annotations.NullMarked;
