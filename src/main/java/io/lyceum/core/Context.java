package io.lyceum.core;

import java.time.Instant;

/**
 * What a decision may depend on beside the state: deciders never read a clock or a random source.
 *
 * @param caller who commands; the server itself when time or presence is the command
 * @param role the caller's role in this topic
 * @param command the command's id, unique per person
 * @param now the server's time of this decision
 * @param nextSeq the sequence number the first event of this decision will get
 */
public record Context(
    TopicId topic, Caller caller, TopicRole role, CommandId command, Instant now, long nextSeq) {}
