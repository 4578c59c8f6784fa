package io.lyceum.media.room;

import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.MediaServer.Stream;
import io.lyceum.media.Place;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A media server on paper: does at once what a step says and tells of it when it is let. What it
 * forwards is what a page would hear, whatever its pages send.
 */
final class PaperMediaServer {
  /** A track that reaches a place. */
  record Forwarded(Place listener, UserId sender, Source source, TrackKind kind) {}

  private final Set<Feed> feeds = new HashSet<>();
  private final Map<Feed, Set<TrackKind>> muted = new HashMap<>();
  private final Map<Place, Set<Feed>> hears = new HashMap<>();
  private final Map<Place, Told.Offered> offers = new HashMap<>();
  private final Deque<Function<Seating, List<Step>>> outcomes = new ArrayDeque<>();
  private boolean failing;

  void failing(boolean now) {
    failing = now;
  }

  void perform(List<Step> steps) {
    steps.forEach(this::perform);
  }

  private void perform(Step step) {
    boolean fails = failing;
    switch (step) {
      case Step.Publish(Feed feed, _) -> {
        if (fails) {
          outcomes.add(seating -> seating.ended(feed, Told.Why.UNAVAILABLE));
        } else {
          feeds.add(feed);
          outcomes.add(seating -> seating.published(feed, "answer"));
          outcomes.add(seating -> seating.arrives(feed));
        }
      }
      case Step.Mute(Feed feed, TrackKind kind, boolean mute) -> {
        if (!fails && mute) {
          muted.computeIfAbsent(feed, _ -> new HashSet<>()).add(kind);
        } else if (!fails) {
          muted.getOrDefault(feed, new HashSet<>()).remove(kind);
        }
        outcomes.add(seating -> seating.muted(feed, kind, mute, !fails));
      }
      case Step.Listen(Place place, Listening listening, Set<Feed> also) -> {
        if (fails) {
          outcomes.add(seating -> seating.listenFailed(place, listening));
        } else {
          hears.computeIfAbsent(place, _ -> new HashSet<>()).addAll(also);
          Offer offer = new Offer("offer", streams(hears.getOrDefault(place, Set.of())));
          outcomes.add(seating -> seating.offered(place, listening, also, offer, Instant.EPOCH));
        }
      }
      case Step.Answer(Place place, Listening listening, _) ->
          outcomes.add(seating -> seating.answered(place, listening, !fails));
      case Step.Stop(Feed feed) -> {
        feeds.remove(feed);
        muted.remove(feed);
        hears.values().forEach(heard -> heard.remove(feed));
      }
      case Step.Leave(Place place) -> {
        hears.remove(place);
        offers.remove(place);
      }
      case Step.Say(var to, Told.Offered offered) ->
          offers.put(SeatingPropertiesTest.placeOf(to), offered);
      case Step.Say _, Step.SendCandidate _, Step.ReceiveCandidate _, Step.Prefer _ -> {}
    }
  }

  private static List<Stream> streams(Set<Feed> feeds) {
    List<Stream> streams = new ArrayList<>();
    for (Feed feed : feeds) {
      for (TrackKind kind : TrackKind.values()) {
        streams.add(new Stream(Integer.toString(streams.size()), feed, kind));
      }
    }
    return streams;
  }

  /** Tells of the oldest thing that is not told yet; false when there is none. */
  boolean tell(Seating seating) {
    Function<Seating, List<Step>> oldest = outcomes.poll();
    if (oldest != null) {
      perform(oldest.apply(seating));
    }
    return oldest != null;
  }

  /** Pages answer what they were offered; false when there was nothing. */
  boolean answer(Seating seating) {
    List<Map.Entry<Place, Told.Offered>> waiting = List.copyOf(offers.entrySet());
    offers.clear();
    for (Map.Entry<Place, Told.Offered> offer : waiting) {
      perform(seating.answer(offer.getKey(), offer.getValue().number(), "answer"));
    }
    return !waiting.isEmpty();
  }

  Set<Feed> feeds() {
    return Set.copyOf(feeds);
  }

  Set<Forwarded> forwarded() {
    Set<Forwarded> forwarded = new HashSet<>();
    hears.forEach(
        (place, heard) -> {
          for (Feed feed : heard) {
            for (TrackKind kind : TrackKind.values()) {
              if (feeds.contains(feed) && !muted.getOrDefault(feed, Set.of()).contains(kind)) {
                forwarded.add(new Forwarded(place, feed.place().user(), feed.source(), kind));
              }
            }
          }
        });
    return forwarded;
  }
}
