/** Picture and voice of a topic's members: who is heard where, negotiated with a media server. */
@NullMarked
package io.lyceum.media;

import org.jspecify.annotations.NullMarked;
