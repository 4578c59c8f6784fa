/** WebSockets (RFC 6455) in bytes: frames out and in, the handshake; knows nothing of who talks. */
@NullMarked
package io.lyceum.platform.websocket;

import org.jspecify.annotations.NullMarked;
