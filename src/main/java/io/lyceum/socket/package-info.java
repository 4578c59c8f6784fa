/**
 * One actor a connection: authenticates, reads and writes frames, keeps the limits. Owns nothing
 * durable and knows no kind.
 */
@NullMarked
package io.lyceum.socket;

import org.jspecify.annotations.NullMarked;
