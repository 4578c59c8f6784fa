package io.lyceum.media.room;

import io.lyceum.media.Feed;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.MediaServer.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a place hears; one negotiation at a time. */
final class Listening {
  /** An offer that was lost on its way, or its answer: the page begins anew. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private static final int TRIES = 3;

  private final Set<Feed> hears = new HashSet<>();
  private List<Stream> streams = List.of();
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
