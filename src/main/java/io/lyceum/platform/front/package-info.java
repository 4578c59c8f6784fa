/**
 * One port for all: takes connections and gives each to what its first request asks for, a
 * WebSocket or the HTTP server.
 */
@NullMarked
package io.lyceum.platform.front;

import org.jspecify.annotations.NullMarked;
