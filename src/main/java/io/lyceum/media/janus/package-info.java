/**
 * The media server Janus, by the WebSocket API and the VideoRoom plugin; only the server talks to
 * it.
 */
@NullMarked
package io.lyceum.media.janus;

import org.jspecify.annotations.NullMarked;
