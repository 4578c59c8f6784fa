package io.lyceum.media.recording;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of one sender at one go.
 *
 * @param startedAt when it begins: its first picture or sound, once that is known
 * @param attempts how often somebody tried to make its file
 * @param reason why there is none
 * @param lengthMs of the file; 0 until there is one, as {@code size} and {@code type}
 * @param key what addresses of the file are sealed with
 */
public record Part(
    TopicId topic,
    String id,
    UserId user,
    PartState state,
    Instant startedAt,
    int attempts,
    @Nullable String reason,
    long lengthMs,
    @Nullable String type,
    long size,
    String key) {
  /** Under this its file is stored. */
  public String file() {
    return topic.school().value() + "/" + topic.kind() + "/" + topic.id() + "/" + id;
  }
}
