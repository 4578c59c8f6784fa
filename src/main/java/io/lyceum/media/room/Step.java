package io.lyceum.media.room;

import io.lyceum.core.SessionId;
import io.lyceum.media.Feed;
import io.lyceum.media.Layer;
import io.lyceum.media.MediaServer;
import io.lyceum.media.Place;
import io.lyceum.media.TrackKind;
import java.util.Set;

/** What follows for the media server or for a page; the seating decides, the room carries out. */
sealed interface Step {
  /** Its outcome is {@link Seating#published} or {@link Seating#ended}. */
  record Publish(Feed feed, String offer) implements Step {}

  /** Its outcome is {@link Seating#muted}. */
  record Mute(Feed feed, TrackKind kind, boolean muted) implements Step {}

  /**
   * Its outcome is {@link Seating#offered} or {@link Seating#listenFailed}.
   *
   * @param listening whose it is: when its page leaves and comes back meanwhile, it is void
   */
  record Listen(Place place, Listening listening, Set<Feed> also) implements Step {}

  /** Its outcome is {@link Seating#answered}. */
  record Answer(Place place, Listening listening, String sdp) implements Step {}

  record Prefer(Place place, String mid, Layer layer) implements Step {}

  record SendCandidate(Feed feed, MediaServer.Candidate candidate) implements Step {}

  record ReceiveCandidate(Place place, MediaServer.Candidate candidate) implements Step {}

  record Stop(Feed feed) implements Step {}

  record Leave(Place place) implements Step {}

  record Say(SessionId to, Told told) implements Step {}
}
