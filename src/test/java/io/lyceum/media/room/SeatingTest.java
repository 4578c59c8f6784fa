package io.lyceum.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.Layer;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.MediaServer.Stream;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sizes of pictures, and who is told to speak: a teacher sends, a pupil hears. */
class SeatingTest {
  private static final Place TEA = new Place(new UserId("tea"), "desk");
  private static final Place ADA = new Place(new UserId("ada"), "desk");
  private static final SessionId TEAS = new SessionId("1");
  private static final SessionId ADAS = new SessionId("2");
  private static final Feed CAMERA = new Feed(TEA, Source.CAMERA, 1);
  private static final Feed SCREEN = new Feed(TEA, Source.SCREEN, 2);

  private static final List<Stream> STREAMS =
      List.of(
          new Stream("0", CAMERA, TrackKind.AUDIO),
          new Stream("1", CAMERA, TrackKind.VIDEO),
          new Stream("2", SCREEN, TrackKind.VIDEO));

  private final Seating seating = new Seating();
  private final List<Step> steps = new ArrayList<>();

  @BeforeEach
  void aTeacherSendsAndAPupilHears() {
    seating.rights(Map.of(TEA.user(), new Rights(true, true, true), ADA.user(), Rights.NONE));
    seating.join(TEA, TEAS);
    seating.join(ADA, ADAS);
    seating.publish(TEA, Source.CAMERA, TEAS, "offer");
    seating.publish(TEA, Source.SCREEN, TEAS, "offer");
    for (Feed feed : List.of(CAMERA, SCREEN)) {
      seating.published(feed, "answer");
      steps.addAll(seating.arrives(feed));
    }
  }

  /** The media server offers all; the page takes it. */
  private List<Step> hears(Place place) {
    Listening listening = asked(place);
    seating.offered(
        place, listening, Set.of(CAMERA, SCREEN), new Offer("sdp", STREAMS), Instant.EPOCH);
    seating.answer(place, 1, "answer");
    return seating.answered(place, listening, true);
  }

  private Listening asked(Place place) {
    return steps.stream()
        .filter(step -> step instanceof Step.Listen listen && listen.place().equals(place))
        .map(step -> ((Step.Listen) step).listening())
        .toList()
        .getLast();
  }

  @Test
  void a_picture_that_is_shown_small_comes_small_and_a_screen_never_does() {
    assertThat(hears(ADA)).noneMatch(Step.Prefer.class::isInstance);
    assertThat(seating.look(ADA, Map.of(TEA.user(), 120)))
        .containsExactly(new Step.Prefer(ADA, "1", Layer.SMALL));
    assertThat(seating.look(ADA, Map.of(TEA.user(), 130))).isEmpty();
    assertThat(seating.look(ADA, Map.of(TEA.user(), 500)))
        .containsExactly(new Step.Prefer(ADA, "1", Layer.LARGE));
  }

  @Test
  void what_comes_later_comes_in_the_size_that_was_said_before() {
    Place phone = new Place(ADA.user(), "phone");
    steps.addAll(seating.join(phone, ADAS));
    seating.look(phone, Map.of(TEA.user(), 90));
    assertThat(hears(phone)).contains(new Step.Prefer(phone, "1", Layer.SMALL));
  }

  @Test
  void an_offer_to_a_page_that_left_and_came_back_meanwhile_is_void() {
    Listening before = asked(ADA);
    seating.leave(ADA);
    steps.addAll(seating.join(ADA, ADAS));
    Offer offer = new Offer("sdp", STREAMS);
    assertThat(seating.offered(ADA, before, Set.of(CAMERA), offer, Instant.EPOCH)).isEmpty();
    assertThat(seating.listenFailed(ADA, before)).isEmpty();
    assertThat(seating.answered(ADA, before, false)).isEmpty();
    assertThat(seating.offered(ADA, asked(ADA), Set.of(CAMERA), offer, Instant.EPOCH)).hasSize(1);
  }

  @Test
  void all_are_told_who_speaks_and_only_when_it_is_new() {
    seating.speaks(CAMERA, true);
    Told speaking = new Told.Speaking(List.of(TEA.user()));
    assertThat(seating.tellSpeakers())
        .containsExactly(new Step.Say(TEAS, speaking), new Step.Say(ADAS, speaking));
    assertThat(seating.tellSpeakers()).isEmpty();
    seating.speaks(CAMERA, false);
    seating.speaks(CAMERA, true);
    assertThat(seating.tellSpeakers()).isEmpty();
    assertThat(seating.join(ADA, ADAS)).contains(new Step.Say(ADAS, speaking));
  }

  @Test
  void who_is_muted_or_sends_no_more_does_not_speak() {
    seating.speaks(CAMERA, true);
    seating.muted(CAMERA, TrackKind.AUDIO, true, true);
    assertThat(seating.tellSpeakers()).isEmpty();
    seating.speaks(CAMERA, true);
    assertThat(seating.tellSpeakers()).hasSize(2);
    seating.unpublish(TEA, Source.CAMERA);
    assertThat(seating.tellSpeakers())
        .containsExactly(
            new Step.Say(TEAS, new Told.Speaking(List.of())),
            new Step.Say(ADAS, new Told.Speaking(List.of())));
  }
}
