package io.lyceum.topic.entity;

import io.lyceum.core.Rejection;
import io.lyceum.core.TopicRole;
import io.lyceum.topic.ClusterMessage;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link TopicMessage.Inspect}.
 *
 * @param role the caller's role here; null when refused
 * @param seq the topic's last entry
 * @param report JSON of the named report
 */
public record Inspection(
    @Nullable TopicRole role, long seq, @Nullable String report, @Nullable Rejection refused)
    implements ClusterMessage {}
