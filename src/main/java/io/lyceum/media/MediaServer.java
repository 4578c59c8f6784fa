package io.lyceum.media;

import io.lyceum.core.TopicId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What forwards pictures and voices. Stages fail when it is not reached or refuses; nothing here
 * blocks. What it is told by {@code news} comes on any thread.
 */
public interface MediaServer {
  /** Opens a topic's room, empty; one that is left from before is destroyed with all in it. */
  CompletionStage<Room> open(TopicId topic, Consumer<News> news);

  /** One room on one server. */
  interface Room {
    /** Takes a feed's offer and gives the answer. Nobody hears it before they {@link #listen}. */
    CompletionStage<String> publish(Feed feed, String offer);

    /** From then on nothing of this track is forwarded, whatever the sender sends; or again all. */
    CompletionStage<Void> mute(Feed feed, TrackKind kind, boolean muted);

    /**
     * From then on the feed is recorded, each of its tracks into a file whose name begins with
     * this. What is held back is not recorded either.
     */
    CompletionStage<Void> record(Feed feed, String name);

    /** The files are whole then; as when the feed ends. */
    void stopRecording(Feed feed);

    /** Lets a place hear more feeds; gives an offer that must be answered before the next. */
    CompletionStage<Offer> listen(Place place, Set<Feed> also);

    /** The place's answer to the last offer. */
    CompletionStage<Void> answer(Place place, String sdp);

    /** From then on a track of the last offer comes so large; without effect where it cannot. */
    void prefer(Place listener, String mid, Layer layer);

    /** A way to reach the sender of a feed. */
    void candidate(Feed feed, Candidate candidate);

    /** A way to reach a listener. */
    void candidate(Place listener, Candidate candidate);

    /** Ends a feed; its sender is cut off. */
    void stop(Feed feed);

    /** Ends a place's listening. */
    void leave(Place place);

    void close();
  }

  /**
   * What a listener is offered.
   *
   * @param streams all it hears once it has answered
   */
  record Offer(String sdp, List<Stream> streams) {}

  /**
   * A track of an offer.
   *
   * @param mid its name in the SDP
   */
  record Stream(String mid, Feed feed, TrackKind kind) {}

  /**
   * An ICE candidate.
   *
   * @param text null when there are no more
   */
  record Candidate(@Nullable String text, String mid, int line) {}

  /** What happens in a room by itself. */
  sealed interface News {
    /** The feed arrives at the server. */
    record Sending(Feed feed) implements News {}

    /** The sender is not there any more. */
    record Stopped(Feed feed) implements News {}

    /** Its voice is heard, or is silent again; only while it is not muted. */
    record Speaks(Feed feed, boolean now) implements News {}

    /** The listener is not there any more. */
    record Left(Place place) implements News {}

    /** The room is gone with all that was in it. */
    record Lost() implements News {}
  }
}
