/** Picture and voice in a class, against the real Janus. */
@NullMarked
package io.lyceum.media;

import org.jspecify.annotations.NullMarked;
