package io.lyceum.media.room;

import io.lyceum.core.TopicId;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaServer;
import io.lyceum.media.recording.Recordings;
import io.lyceum.topic.Topics;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What every room of a node shares.
 *
 * @param topics for what is told to pages
 * @param plan asks a topic for its plan; fails when it does not answer
 */
record RoomSurroundings(
    MediaServer server,
    Topics topics,
    Function<TopicId, CompletionStage<DatedPlan>> plan,
    InstantSource clock,
    Recordings recordings) {
  /** A plan as of the topic's entry {@code seq}. */
  record DatedPlan(long seq, MediaPlan plan) {}
}
