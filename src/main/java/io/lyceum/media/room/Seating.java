package io.lyceum.media.room;

import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.MediaServer.Candidate;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import io.lyceum.media.room.Told.Leg;
import io.lyceum.media.room.Told.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Who takes part in a room, who sends and who hears whom, and what must be done so that it is as
 * the rights say. Does nothing itself: every change gives the steps that follow.
 */
final class Seating {
  /** Pages of one person: more than anybody has open, fewer than would be a load. */
  static final int MOST_PLACES = 4;

  private final Seats seats = new Seats();
  private final Speakers speakers = new Speakers();
  private long feeds;

  boolean isEmpty() {
    return seats.isEmpty();
  }

  /** What is sent and may be given to others. */
  Set<Feed> audible() {
    return Set.copyOf(seats.audible());
  }

  /** All that is sent. */
  Set<Feed> alive() {
    return seats.alive();
  }

  /** What holds from now on: who is not named is not inside. */
  List<Step> rights(Map<UserId, Rights> now) {
    seats.rights(now);
    List<Step> steps = new ArrayList<>();
    for (Seat seat : seats.all()) {
      steps.addAll(seats.isInside(seat.place) ? obey(seat) : end(seat, Why.OUTSIDE));
    }
    steps.addAll(seats.hearAll());
    return steps;
  }

  private List<Step> obey(Seat seat) {
    Rights now = seats.mayOf(seat.place);
    List<Step> steps = new ArrayList<>();
    for (Sending sending : seat.sendings()) {
      boolean may = now.any(sending.feed().source());
      steps.addAll(may ? sending.obey(now) : drop(seat, sending, Why.RIGHTS));
    }
    if (!now.equals(seat.told)) {
      seat.told = now;
      steps.add(seat.say(new Told.RightsChanged(now.audio(), now.video(), now.screen())));
    }
    return steps;
  }

  /** Takes part from now on, or goes on over another socket. */
  List<Step> join(Place place, SessionId session) {
    if (!seats.isInside(place)) {
      return List.of(new Step.Say(session, new Told.Closed(Leg.ALL, Why.OUTSIDE)));
    }
    List<Step> steps = new ArrayList<>();
    Seat known = seats.at(place);
    if (known == null) {
      List<Seat> own = seats.of(place.user());
      if (own.size() >= MOST_PLACES) {
        steps.addAll(end(own.getFirst(), Why.REPLACED));
      }
    }
    Seat seat = known == null ? new Seat(place, session) : known;
    seats.put(seat);
    seat.session = session;
    seat.told = seats.mayOf(place);
    Rights may = seat.told;
    steps.add(seat.say(new Told.Joined(known == null, may.audio(), may.video(), may.screen())));
    steps.add(seat.say(seat.listening.again()));
    if (!speakers.now().isEmpty()) {
      steps.add(seat.say(new Told.Speaking(speakers.now())));
    }
    steps.addAll(seats.hear(seat));
    return steps;
  }

  List<Step> leave(Place place) {
    Seat seat = seats.remove(place);
    if (seat == null) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    seat.sendings().forEach(sending -> steps.addAll(stop(sending)));
    steps.add(new Step.Leave(place));
    return steps;
  }

  /** Of each source one page of a person sends; the last to begin wins. */
  List<Step> publish(Place place, Source source, SessionId session, String offer) {
    Seat seat = seats.at(place);
    if (seat == null) {
      return List.of(new Step.Say(session, new Told.Closed(Leg.ALL, Why.LOST)));
    }
    if (!seats.mayOf(place).any(source)) {
      return List.of(seat.say(new Told.Closed(Leg.of(source), Why.RIGHTS)));
    }
    List<Step> steps = new ArrayList<>(unpublish(place, source));
    for (Seat other : seats.of(place.user())) {
      Sending sending = other.sending(source);
      if (sending != null) {
        steps.addAll(drop(other, sending, Why.REPLACED));
      }
    }
    feeds++;
    Feed feed = new Feed(place, source, feeds);
    seat.sends(new Sending(feed));
    steps.add(new Step.Publish(feed, offer));
    return steps;
  }

  List<Step> unpublish(Place place, Source source) {
    Seat seat = seats.at(place);
    Sending sending = seat == null ? null : seat.sending(source);
    if (seat == null || sending == null) {
      return List.of();
    }
    seat.sendsNoMore(source);
    return stop(sending);
  }

  private List<Step> stop(Sending sending) {
    speakers.speaks(sending.feed(), false);
    List<Step> steps = new ArrayList<>(List.of(new Step.Stop(sending.feed())));
    steps.addAll(seats.forget(sending.feed()));
    return steps;
  }

  List<Step> published(Feed feed, String answer) {
    return ofSender(
        feed,
        (seat, sending) -> {
          // Muted before anybody can be given it.
          List<Step> steps = new ArrayList<>(sending.published(seats.mayOf(seat.place)));
          steps.add(seat.say(new Told.Published(feed.source(), answer)));
          steps.addAll(seats.hearAll());
          return steps;
        });
  }

  /** A track that cannot be held back is no longer taken at all. */
  List<Step> muted(Feed feed, TrackKind kind, boolean muted, boolean done) {
    return ofSender(
        feed,
        (seat, sending) -> {
          if (!done) {
            return drop(seat, sending, Why.UNAVAILABLE);
          }
          sending.muted(kind, muted);
          if (kind == TrackKind.AUDIO && muted) {
            speakers.speaks(feed, false);
          }
          return seats.hearAll();
        });
  }

  List<Step> arrives(Feed feed) {
    return ofSender(
        feed,
        (_, sending) -> {
          sending.arrives();
          return seats.hearAll();
        });
  }

  List<Step> ended(Feed feed, Why reason) {
    return ofSender(feed, (seat, sending) -> drop(seat, sending, reason));
  }

  List<Step> offered(Place place, Listening listening, Set<Feed> also, Offer offer, Instant now) {
    return of(
        place,
        listening,
        seat -> List.of(seat.say(listening.offered(offer, also, seats.alive(), now))));
  }

  List<Step> listenFailed(Place place, Listening listening) {
    return of(
        place, listening, seat -> listening.failed() ? seats.hear(seat) : end(seat, Why.LOST));
  }

  List<Step> answer(Place place, long number, String sdp) {
    return at(
        place,
        seat ->
            seat.listening.takes(number)
                ? List.of(new Step.Answer(place, seat.listening, sdp))
                : List.of());
  }

  List<Step> answered(Place place, Listening listening, boolean taken) {
    return of(
        place,
        listening,
        seat -> {
          if (!taken) {
            return end(seat, Why.LOST);
          }
          List<Step> steps = seat.answered();
          steps.addAll(seats.hear(seat));
          return steps;
        });
  }

  /** How large a page shows others; what it hears comes in sizes that fit. */
  List<Step> look(Place place, Map<UserId, Integer> heights) {
    return at(place, seat -> seat.look(heights));
  }

  /** Noted; told by {@link #tellSpeakers}. */
  List<Step> speaks(Feed feed, boolean now) {
    return ofSender(
        feed,
        (_, _) -> {
          speakers.speaks(feed, now);
          return List.of();
        });
  }

  /** All are told who speaks, if it is not what they know. */
  List<Step> tellSpeakers() {
    return speakers.changed()
        ? seats.all().stream().map(seat -> seat.say(new Told.Speaking(speakers.now()))).toList()
        : List.of();
  }

  /**
   * @param sends of which connection; empty: of the one that receives
   */
  List<Step> candidate(Place place, Optional<Source> sends, Candidate candidate) {
    return at(
        place,
        seat -> {
          if (sends.isEmpty()) {
            return List.of(new Step.ReceiveCandidate(place, candidate));
          }
          Sending sending = seat.sending(sends.get());
          return sending == null
              ? List.of()
              : List.of(new Step.SendCandidate(sending.feed(), candidate));
        });
  }

  /** The server lost the listener: its page begins anew. */
  List<Step> left(Place place) {
    return at(place, seat -> end(seat, Why.LOST));
  }

  /** Ends those who did not answer in time. */
  List<Step> tick(Instant now) {
    List<Step> steps = new ArrayList<>();
    for (Seat seat : seats.all()) {
      if (seat.listening.isOverdue(now)) {
        steps.addAll(end(seat, Why.LOST));
      }
    }
    return steps;
  }

  /** All are out, for the room is gone or closes. */
  List<Step> clear(Why reason) {
    List<Step> steps =
        seats.all().stream().map(seat -> seat.say(new Told.Closed(Leg.ALL, reason))).toList();
    seats.clear();
    return steps;
  }

  /** Nothing follows for who has no seat any more. */
  private List<Step> at(Place place, Function<Seat, List<Step>> then) {
    Seat seat = seats.at(place);
    return seat == null ? List.of() : then.apply(seat);
  }

  /** Nor for who has left and come back since. */
  private List<Step> of(Place place, Listening listening, Function<Seat, List<Step>> then) {
    return at(place, seat -> seat.listening == listening ? then.apply(seat) : List.of());
  }

  private List<Step> ofSender(Feed feed, BiFunction<Seat, Sending, List<Step>> then) {
    Seat seat = seats.at(feed.place());
    Sending sending = seat == null ? null : seat.sending(feed).orElse(null);
    return seat == null || sending == null ? List.of() : then.apply(seat, sending);
  }

  private List<Step> end(Seat seat, Why reason) {
    List<Step> steps = new ArrayList<>(leave(seat.place));
    steps.add(seat.say(new Told.Closed(Leg.ALL, reason)));
    return steps;
  }

  private List<Step> drop(Seat seat, Sending sending, Why reason) {
    Source source = sending.feed().source();
    seat.sendsNoMore(source);
    List<Step> steps = stop(sending);
    steps.add(1, seat.say(new Told.Closed(Leg.of(source), reason)));
    return steps;
  }
}
