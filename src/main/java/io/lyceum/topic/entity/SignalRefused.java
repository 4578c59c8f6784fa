package io.lyceum.topic.entity;

import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.topic.ClusterMessage;

/** The only answer a signal ever gets; it names the topic, for signals have no id. */
public record SignalRefused(TopicId topic, Rejection rejection) implements ClusterMessage {}
