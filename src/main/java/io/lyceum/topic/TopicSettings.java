package io.lyceum.topic;

import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;

/**
 * How the runtime behaves; {@code lyceum.topic} in {@code topic.conf} explains each figure.
 *
 * @param grace how long a lost socket keeps its place
 * @param maxWaiting commands that may wait in one topic before new ones are refused as {@code
 *     unavailable}
 * @param maxBatch commands written in one transaction
 * @param snapshotEvery events between two snapshots, at least
 * @param snapshotGap time between two snapshots, at least
 * @param idleBeforePassivation how long a topic without viewers or a near alarm stays in memory
 * @param maxReplay missed events beyond which a returning viewer gets a snapshot instead
 * @param answerTimeout how long a command is retried inside before its sender hears {@code
 *     unavailable}
 * @param replayCacheBytes of entries read from the journal that a node keeps
 */
public record TopicSettings(
    Duration grace,
    int maxWaiting,
    int maxBatch,
    int snapshotEvery,
    Duration snapshotGap,
    Duration idleBeforePassivation,
    int maxReplay,
    Duration answerTimeout,
    int replayCacheBytes) {

  private static final String SECTION = "lyceum.topic.";
  private static final Duration TICK = Duration.ofMillis(10);

  /** Reads {@code lyceum.topic}. */
  public static TopicSettings read(SettingReader reader) {
    return new TopicSettings(
        reader.duration(SECTION + "grace", Duration.ZERO, Duration.ofMinutes(10)),
        reader.number(SECTION + "max-waiting", 1, 100_000),
        reader.number(SECTION + "max-batch", 1, 10_000),
        reader.number(SECTION + "snapshot-every", 1, 100_000),
        reader.duration(SECTION + "snapshot-gap", Duration.ZERO, Duration.ofHours(1)),
        reader.duration(SECTION + "idle-before-passivation", TICK, Duration.ofDays(1)),
        reader.number(SECTION + "max-replay", 0, 100_000),
        reader.duration(SECTION + "answer-timeout", TICK, Duration.ofMinutes(1)),
        reader.number(SECTION + "replay-cache-bytes", 0, Integer.MAX_VALUE));
  }
}
