package io.lyceum.core;

/** Someone a frame may be shown to: a person in their role in the topic. */
public record Viewer(UserId user, TopicRole role) {}
