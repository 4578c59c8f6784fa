package io.lyceum.topic;

import io.lyceum.core.Decider;
import io.lyceum.platform.json.JournalCodec;

/**
 * What a new live feature hands to the runtime; nothing else is needed.
 *
 * @param name the {@code kind} of {@code kind:id}
 * @param decider the rules
 * @param frames the wire
 * @param journal the stored form
 */
public record TopicKind<S, C, E>(
    String name,
    Decider<S, C, E> decider,
    TopicFrames<S, C, E> frames,
    JournalCodec<S, E> journal) {}
