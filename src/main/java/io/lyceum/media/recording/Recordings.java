package io.lyceum.media.recording;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a room says of what is recorded in it. Stages complete on any thread. */
public interface Recordings {
  /** Nothing is ever kept. */
  Recordings NONE =
      new Recordings() {
        @Override
        public CompletionStage<Optional<String>> begin(TopicId topic, UserId user, Instant at) {
          return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public String nameOf(String part) {
          return part;
        }

        @Override
        public CompletionStage<Set<String>> goOn(
            SchoolId school, Map<String, UserId> parts, Instant at) {
          return CompletableFuture.completedStage(Set.of());
        }

        @Override
        public CompletionStage<?> end(SchoolId school, String part, Instant at) {
          return CompletableFuture.completedStage(null);
        }
      };

  /** A part begins, noted before anything is written; empty when nobody may keep this person's. */
  CompletionStage<Optional<String>> begin(TopicId topic, UserId user, Instant at);

  /** What the media server is told to call its files. */
  String nameOf(String part);

  /**
   * These go on; to be said every few seconds, for a part of which nothing is heard is over. Gives
   * those that may not: their consent was taken back.
   */
  CompletionStage<Set<String>> goOn(SchoolId school, Map<String, UserId> parts, Instant at);

  CompletionStage<?> end(SchoolId school, String part, Instant at);
}
