package io.lyceum.chat.domain;

import io.lyceum.core.UserId;

/** Who wrote a message, under the name they had then. */
public record Author(UserId id, String name) {}
