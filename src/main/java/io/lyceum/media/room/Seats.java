package io.lyceum.media.room;

import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All seats of a room, and who of them is to hear whom. */
final class Seats {
  private final Map<Place, Seat> byPlace = new LinkedHashMap<>();
  private Map<UserId, Rights> rights = Map.of();

  void rights(Map<UserId, Rights> now) {
    rights = now;
  }

  Rights mayOf(Place place) {
    return rights.getOrDefault(place.user(), Rights.NONE);
  }

  boolean isInside(Place place) {
    return rights.containsKey(place.user());
  }

  @Nullable Seat at(Place place) {
    return byPlace.get(place);
  }

  void put(Seat seat) {
    byPlace.put(seat.place, seat);
  }

  @Nullable Seat remove(Place place) {
    return byPlace.remove(place);
  }

  void clear() {
    byPlace.clear();
  }

  boolean isEmpty() {
    return byPlace.isEmpty();
  }

  /** A copy: what is done for each may remove some. */
  List<Seat> all() {
    return List.copyOf(byPlace.values());
  }

  /** A person's, the oldest first. */
  List<Seat> of(UserId user) {
    return byPlace.values().stream().filter(s -> s.place.user().equals(user)).toList();
  }

  /** All that is sent, heard or not. */
  Set<Feed> alive() {
    return byPlace.values().stream()
        .flatMap(seat -> seat.sendings().stream())
        .map(Sending::feed)
        .collect(Collectors.toSet());
  }

  /** Asks the server for what anybody is to hear and does not yet. */
  List<Step> hearAll() {
    List<Feed> audible = audible();
    List<Step> steps = new ArrayList<>();
    if (!audible.isEmpty()) {
      byPlace.values().forEach(seat -> steps.addAll(hear(seat, audible)));
    }
    return steps;
  }

  List<Step> hear(Seat seat) {
    return hear(seat, audible());
  }

  private static List<Step> hear(Seat seat, List<Feed> audible) {
    Set<Feed> others = new HashSet<>();
    for (Feed feed : audible) {
      if (!feed.place().user().equals(seat.place.user())) {
        others.add(feed);
      }
    }
    Set<Feed> also = seat.listening.ask(others);
    return also.isEmpty() ? List.of() : List.of(new Step.Listen(seat.place, seat.listening, also));
  }

  /** Nobody hears it any more. */
  List<Step> forget(Feed feed) {
    return byPlace.values().stream()
        .filter(seat -> seat.listening.forget(feed))
        .map(seat -> seat.say(new Told.Streams(seat.listening.heard())))
        .toList();
  }

  /** What may be given to others. */
  List<Feed> audible() {
    List<Feed> audible = new ArrayList<>();
    for (Seat seat : byPlace.values()) {
      for (Sending sending : seat.sendings()) {
        if (sending.isAudible(mayOf(seat.place))) {
          audible.add(sending.feed());
        }
      }
    }
    return audible;
  }
}
