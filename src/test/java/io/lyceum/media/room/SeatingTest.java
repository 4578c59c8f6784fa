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

  private final Seating seating = new Seating();

  @BeforeEach
  void aTeacherSendsAndAPupilHears() {
    seating.rights(Map.of(TEA.user(), new Rights(true, true, true), ADA.user(), Rights.NONE));
    seating.join(TEA, TEAS);
    seating.join(ADA, ADAS);
    seating.publish(TEA, Source.CAMERA, TEAS, "offer");
    seating.publish(TEA, Source.SCREEN, TEAS, "offer");
    for (Feed feed : List.of(CAMERA, SCREEN)) {
      seating.published(feed, "answer");
      seating.arrives(feed);
    }
    List<Stream> streams =
        List.of(
            new Stream("0", CAMERA, TrackKind.AUDIO),
            new Stream("1", CAMERA, TrackKind.VIDEO),
            new Stream("2", SCREEN, TrackKind.VIDEO));
    seating.offered(ADA, Set.of(CAMERA, SCREEN), new Offer("sdp", streams), Instant.EPOCH);
  }

  @Test
  void a_picture_that_is_shown_small_comes_small_and_a_screen_never_does() {
    seating.answer(ADA, 1, "answer");
    assertThat(seating.answered(ADA, true)).noneMatch(Step.Prefer.class::isInstance);
    assertThat(seating.look(ADA, Map.of(TEA.user(), 120)))
        .containsExactly(new Step.Prefer(ADA, "1", Layer.SMALL));
    assertThat(seating.look(ADA, Map.of(TEA.user(), 130))).isEmpty();
    assertThat(seating.look(ADA, Map.of(TEA.user(), 500)))
        .containsExactly(new Step.Prefer(ADA, "1", Layer.LARGE));
  }

  @Test
  void what_comes_later_comes_in_the_size_that_was_said_before() {
    Place phone = new Place(ADA.user(), "phone");
    seating.join(phone, ADAS);
    seating.look(phone, Map.of(TEA.user(), 90));
    Stream picture = new Stream("0", CAMERA, TrackKind.VIDEO);
    seating.offered(phone, Set.of(CAMERA), new Offer("sdp", List.of(picture)), Instant.EPOCH);
    seating.answer(phone, 1, "answer");
    assertThat(seating.answered(phone, true)).contains(new Step.Prefer(phone, "0", Layer.SMALL));
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
