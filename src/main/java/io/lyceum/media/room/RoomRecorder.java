package io.lyceum.media.room;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.MediaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is recorded in step with what is sent, with the plan and with people's consent. A part
 * is noted before the media server writes, so that nothing is written that nobody knows of.
 */
final class RoomRecorder {
  private static final Duration WORD = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  /** One attempt to record a feed. */
  private static final class Take {
    final long attempt;
    @Nullable String part;
    @Nullable Instant refusedAt;

    Take(long attempt) {
      this.attempt = attempt;
    }
  }

  private final ActorContext<RoomMessage> context;
  private final TopicId topic;
  private final RoomSurroundings around;
  private final Map<Feed, Take> takes = new HashMap<>();
  private Set<UserId> wanted = Set.of();
  private long attempts;
  private Instant saidAt = Instant.EPOCH;

  RoomRecorder(ActorContext<RoomMessage> context, TopicId topic, RoomSurroundings around) {
    this.context = context;
    this.topic = topic;
    this.around = around;
  }

  /** Who is to be recorded from now on. */
  void plan(Set<UserId> recorded) {
    wanted = recorded;
  }

  /**
   * Begins and ends what follows from any change.
   *
   * @param audible what may be begun with
   * @param alive what may go on
   */
  void sync(MediaServer.Room server, Set<Feed> audible, Set<Feed> alive) {
    for (Feed feed : List.copyOf(takes.keySet())) {
      if (!alive.contains(feed) || !isWanted(feed)) {
        end(server, feed);
      }
    }
    for (Feed feed : audible) {
      if (isWanted(feed) && !takes.containsKey(feed)) {
        begin(feed);
      }
    }
  }

  private boolean isWanted(Feed feed) {
    return wanted.contains(feed.place().user());
  }

  private void begin(Feed feed) {
    attempts++;
    long attempt = attempts;
    takes.put(feed, new Take(attempt));
    context.pipeToSelf(
        around.recordings().begin(topic, feed.place().user(), around.clock().instant()),
        (part, failure) -> {
          if (failure != null) {
            context.getSystem().log().warn("A recording could not be noted", failure);
          }
          return new RoomMessage.Noted(feed, attempt, failure == null ? part.orElse(null) : null);
        });
  }

  void noted(RoomMessage.Noted noted, MediaServer.@Nullable Room server) {
    Take take = takes.get(noted.feed());
    String part = noted.part();
    if (take == null || take.attempt != noted.attempt() || server == null) {
      if (part != null) {
        around.recordings().end(topic.school(), part, around.clock().instant());
      }
    } else if (part == null) {
      take.refusedAt = around.clock().instant();
    } else {
      take.part = part;
      context.pipeToSelf(
          server.record(noted.feed(), around.recordings().nameOf(part)),
          (_, failure) -> {
            if (failure != null) {
              context
                  .getSystem()
                  .log()
                  .warn("A media server does not record: {}", failure.toString());
            }
            return new RoomMessage.Withdrawn(failure == null ? Set.of() : Set.of(part));
          });
    }
  }

  /** Nothing is kept of these from now on; it is asked again later. */
  void withdrawn(Set<String> parts, MediaServer.@Nullable Room server) {
    for (Map.Entry<Feed, Take> entry : List.copyOf(takes.entrySet())) {
      String part = entry.getValue().part;
      if (part != null && parts.contains(part)) {
        end(server, entry.getKey());
        Take refused = new Take(0);
        refused.refusedAt = around.clock().instant();
        takes.put(entry.getKey(), refused);
      }
    }
  }

  /** Says that parts go on, and forgets refusals of a while ago. */
  void tick() {
    Instant now = around.clock().instant();
    takes
        .values()
        .removeIf(take -> take.refusedAt != null && take.refusedAt.plus(ASK_AGAIN).isBefore(now));
    Map<String, UserId> parts = new HashMap<>();
    takes.forEach(
        (feed, take) -> {
          if (take.part != null) {
            parts.put(take.part, feed.place().user());
          }
        });
    if (!parts.isEmpty() && !saidAt.plus(WORD).isAfter(now)) {
      saidAt = now;
      context.pipeToSelf(
          around.recordings().goOn(topic.school(), parts, now),
          (stopped, failure) -> new RoomMessage.Withdrawn(failure == null ? stopped : Set.of()));
    }
  }

  /** The room is gone, and with it all that was sent. */
  void closed() {
    List.copyOf(takes.keySet()).forEach(feed -> end(null, feed));
    saidAt = Instant.EPOCH;
  }

  private void end(MediaServer.@Nullable Room server, Feed feed) {
    Take take = takes.remove(feed);
    if (take != null && take.part != null) {
      if (server != null) {
        server.stopRecording(feed);
      }
      around.recordings().end(topic.school(), take.part, around.clock().instant());
    }
  }
}
