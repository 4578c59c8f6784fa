package io.lyceum.chat.domain;

import io.lyceum.core.UserId;

/** Someone on a chat's list. */
public record ChatMember(UserId id, String name, ChatRole role) {}
