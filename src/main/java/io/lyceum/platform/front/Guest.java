package io.lyceum.platform.front;

import io.lyceum.platform.tcp.Link;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.util.ByteString;

/**
 * A connection whose first request was read.
 *
 * @param early what came behind that request
 * @param settled to be called when it is taken: it is not one of the front's any more
 * @param toHttp what its actor becomes when it is not taken: the HTTP server answers the request
 */
public record Guest(
    Link link, ByteString early, Runnable settled, Supplier<Behavior<Object>> toHttp) {}
