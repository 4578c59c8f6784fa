package io.lyceum.topic;

import com.typesafe.config.Config;
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
 */
public record TopicSettings(
    Duration grace,
    int maxWaiting,
    int maxBatch,
    int snapshotEvery,
    Duration snapshotGap,
    Duration idleBeforePassivation,
    int maxReplay,
    Duration answerTimeout) {

  public static TopicSettings of(Config lyceum) {
    Config c = lyceum.getConfig("topic");
    return new TopicSettings(
        c.getDuration("grace"),
        c.getInt("max-waiting"),
        c.getInt("max-batch"),
        c.getInt("snapshot-every"),
        c.getDuration("snapshot-gap"),
        c.getDuration("idle-before-passivation"),
        c.getInt("max-replay"),
        c.getDuration("answer-timeout"));
  }
}
