package io.lyceum.platform.http;

import org.jspecify.annotations.Nullable;

/** The one shape of every REST answer. */
record Envelope(
    boolean success, @Nullable Object data, @Nullable Object meta, @Nullable ErrorJson error) {}
