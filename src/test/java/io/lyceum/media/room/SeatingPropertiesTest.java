package io.lyceum.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import io.lyceum.media.room.PaperMediaServer.Forwarded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever pages, the class and the media server do, in whatever order. */
class SeatingPropertiesTest {
  private static final List<UserId> USERS =
      List.of(new UserId("tea"), new UserId("ada"), new UserId("bob"));
  private static final List<Place> PLACES =
      List.of(
          new Place(USERS.get(0), "desk"),
          new Place(USERS.get(1), "desk"),
          new Place(USERS.get(1), "phone"),
          new Place(USERS.get(2), "desk"));

  enum What {
    JOINS,
    LEAVES,
    PUBLISHES,
    SHARES,
    UNPUBLISHES,
    SHARES_NO_MORE,
    MAY_BOTH,
    MAY_BE_SEEN,
    MAY_SHARE,
    MAY_ALL,
    MAY_NOTHING,
    GOES_OUT,
    VANISHES
  }

  /**
   * @param told how much the media server tells after it
   * @param fails whether the media server refuses what follows at once
   */
  record Deed(What what, int who, int told, boolean fails) {}

  private final Seating seating = new Seating();
  private final PaperMediaServer server = new PaperMediaServer();
  private final Map<UserId, Rights> rights = new HashMap<>();
  private final Set<Place> joined = new HashSet<>();

  static Place placeOf(SessionId session) {
    return PLACES.get(Integer.parseInt(session.value()));
  }

  @Property(tries = 1_000)
  void nobody_is_ever_given_what_its_sender_may_not_send(@ForAll("stories") List<Deed> story) {
    for (Deed deed : story) {
      play(deed);
      if (deed.fails()) {
        // What could not be muted is cut off as soon as that is known.
        boolean more = true;
        while (more) {
          more = server.tell(seating);
        }
      }
      assertAllowed();
      for (int i = 0; i < deed.told(); i++) {
        server.tell(seating);
        assertAllowed();
      }
      server.answer(seating);
      assertAllowed();
    }
  }

  @Property(tries = 1_000)
  void when_all_is_told_everybody_inside_hears_everybody_who_may_send(
      @ForAll("stories") List<Deed> story) {
    story.forEach(this::play);
    settle();
    Set<Forwarded> expected = new HashSet<>();
    Set<Place> seated = seated();
    for (Place listener : seated) {
      for (Feed feed : server.feeds()) {
        for (TrackKind kind : TrackKind.values()) {
          UserId sender = feed.place().user();
          if (!sender.equals(listener.user())
              && rights.getOrDefault(sender, Rights.NONE).may(feed.source(), kind)) {
            expected.add(new Forwarded(listener, sender, feed.source(), kind));
          }
        }
      }
    }
    assertThat(server.forwarded()).isEqualTo(expected);
    assertThat(server.feeds())
        .allSatisfy(
            feed -> {
              assertThat(rights.getOrDefault(feed.place().user(), Rights.NONE).any(feed.source()))
                  .isTrue();
              assertThat(seated).contains(feed.place());
            });
    assertThat(
            server.feeds().stream().map(feed -> feed.place().user() + " " + feed.source()).toList())
        .doesNotHaveDuplicates();
  }

  private void play(Deed deed) {
    Place place = PLACES.get(deed.who());
    SessionId session = new SessionId(Integer.toString(deed.who()));
    server.failing(deed.fails());
    switch (deed.what()) {
      case JOINS -> {
        server.perform(seating.join(place, session));
        joined.add(place);
      }
      case LEAVES -> server.perform(seating.leave(place));
      case PUBLISHES -> server.perform(seating.publish(place, Source.CAMERA, session, "offer"));
      case SHARES -> server.perform(seating.publish(place, Source.SCREEN, session, "offer"));
      case UNPUBLISHES -> server.perform(seating.unpublish(place, Source.CAMERA));
      case SHARES_NO_MORE -> server.perform(seating.unpublish(place, Source.SCREEN));
      case MAY_BOTH -> may(place, new Rights(true, true, false));
      case MAY_BE_SEEN -> may(place, new Rights(false, true, false));
      case MAY_SHARE -> may(place, new Rights(false, false, true));
      case MAY_ALL -> may(place, new Rights(true, true, true));
      case MAY_NOTHING -> may(place, Rights.NONE);
      case GOES_OUT -> {
        rights.remove(place.user());
        server.perform(seating.rights(Map.copyOf(rights)));
      }
      case VANISHES -> server.perform(seating.left(place));
    }
    server.failing(false);
  }

  private void may(Place place, Rights now) {
    rights.put(place.user(), now);
    server.perform(seating.rights(Map.copyOf(rights)));
  }

  private void settle() {
    boolean more = true;
    while (more) {
      more = server.tell(seating) || server.answer(seating);
    }
  }

  /** Who has a seat says so itself: joining again is not fresh. */
  private Set<Place> seated() {
    Set<Place> seated = new HashSet<>();
    for (Place place : joined) {
      SessionId session = new SessionId(Integer.toString(PLACES.indexOf(place)));
      boolean known =
          seating.join(place, session).stream()
              .anyMatch(
                  step ->
                      step instanceof Step.Say(_, Told.Joined(boolean fresh, _, _, _)) && !fresh);
      if (known) {
        seated.add(place);
      } else {
        seating.leave(place);
      }
    }
    return seated;
  }

  private void assertAllowed() {
    assertThat(server.forwarded())
        .allSatisfy(
            track -> {
              Rights ofSender = rights.getOrDefault(track.sender(), Rights.NONE);
              assertThat(ofSender.may(track.source(), track.kind())).isTrue();
              assertThat(rights).containsKey(track.listener().user());
              assertThat(track.listener().user()).isNotEqualTo(track.sender());
            });
  }

  @Provide
  Arbitrary<List<Deed>> stories() {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.integers().between(0, PLACES.size() - 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 9).map(n -> n == 0))
        .as(Deed::new)
        .list()
        .ofMaxSize(40);
  }
}
