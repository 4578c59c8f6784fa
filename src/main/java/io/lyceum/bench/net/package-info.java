/**
 * A small client for WebSocket and bytes on raw selectors, built to cost little for each frame
 * received.
 */
@NullMarked
package io.lyceum.bench.net;

import org.jspecify.annotations.NullMarked;
