package io.lyceum.media.room;

import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.Layer;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.MediaServer.Stream;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a place hears; one negotiation at a time. */
final class Listening {
  /** An offer that was lost on its way, or its answer: the page begins anew. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private static final int TRIES = 3;

  private final Set<Feed> hears = new HashSet<>();
  private final Map<Stream, Layer> layers = new HashMap<>();
  private List<Stream> streams = List.of();
  private Map<UserId, Integer> heights = Map.of();
  private boolean asked;
  private Told.@Nullable Offered offered;
  private Instant offeredAt = Instant.EPOCH;
  private long number;
  private int failures;

  /** Which of these to ask the server for; empty while it is not the time. */
  Set<Feed> ask(Set<Feed> audible) {
    if (asked || offered != null) {
      return Set.of();
    }
    Set<Feed> missing = new HashSet<>(audible);
    missing.removeAll(hears);
    asked = !missing.isEmpty();
    return missing;
  }

  /**
   * The server's offer.
   *
   * @param also what it was asked for
   * @param alive what is still sent
   */
  Told.Offered offered(Offer offer, Set<Feed> also, Set<Feed> alive, Instant now) {
    asked = false;
    hears.addAll(also);
    hears.retainAll(alive);
    streams = offer.streams().stream().filter(s -> hears.contains(s.feed())).toList();
    number++;
    Told.Offered told = new Told.Offered(number, offer.sdp(), heard());
    offered = told;
    offeredAt = now;
    return told;
  }

  /** True when the server is to be asked once more. */
  boolean failed() {
    asked = false;
    failures++;
    return failures < TRIES;
  }

  /** How high the page shows the pictures of whom. */
  void look(Map<UserId, Integer> now) {
    heights = now;
  }

  /** Which tracks are to come in another size than they do. Screens come in one only. */
  Map<String, Layer> resized() {
    Map<String, Layer> resized = new HashMap<>();
    for (Stream stream : streams) {
      if (stream.kind() == TrackKind.VIDEO && stream.feed().source() == Source.CAMERA) {
        Layer layer = layerOf(stream.feed().place().user());
        Layer before = layers.put(stream, layer);
        // Large is what comes by itself.
        if (layer != (before == null ? Layer.LARGE : before)) {
          resized.put(stream.mid(), layer);
        }
      }
    }
    layers.keySet().retainAll(streams);
    return resized;
  }

  /** Of a page that has said nothing nobody knows what it shows. */
  private Layer layerOf(UserId user) {
    return heights.isEmpty() ? Layer.LARGE : Layer.forHeight(heights.getOrDefault(user, 0));
  }

  /** Whether this answers the offer that waits for it. */
  boolean takes(long answered) {
    return offered != null && offered.number() == answered;
  }

  void answered() {
    offered = null;
    failures = 0;
  }

  boolean isOverdue(Instant now) {
    return offered != null && offeredAt.plus(ANSWER_WITHIN).isBefore(now);
  }

  /** True when something was heard that is no longer sent. */
  boolean forget(Feed feed) {
    streams = streams.stream().filter(stream -> !stream.feed().equals(feed)).toList();
    return hears.remove(feed);
  }

  /** For a page that came back: the offer it may have missed, or what it hears. */
  Told again() {
    return offered == null ? new Told.Streams(heard()) : offered;
  }

  List<Told.Heard> heard() {
    return streams.stream()
        .map(s -> new Told.Heard(s.mid(), s.feed().place().user(), s.feed().source(), s.kind()))
        .toList();
  }
}
