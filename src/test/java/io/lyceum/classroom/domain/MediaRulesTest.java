package io.lyceum.classroom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.ClassroomEvent.*;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is heard and seen in a class. */
class MediaRulesTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final UserId TEA = new UserId("tea");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final SpeakingRight BOTH = new SpeakingRight(true, true, false);
  private static final SpeakingRight PICTURE = new SpeakingRight(false, true, false);

  private ClassroomState state = ClassroomState.INITIAL;

  MediaRulesTest() {
    after(
        new ClassCreated(
            new Founding("Algebra", "ABC234", Optional.empty(), new Teacher(TEA, "Tea")), NOON),
        new MemberEnrolled(ADA, "Ada", false, 2),
        new MemberEnrolled(BOB, "Bob", false, 3),
        new MemberJoined(TEA, "Tea", ClassroomRole.TEACHER, NOON),
        new MemberJoined(ADA, "Ada", ClassroomRole.PUPIL, NOON));
  }

  @Test
  void nobody_is_heard_before_the_class_and_after_it() {
    assertThat(MediaRules.rights(state)).isEmpty();
    after(new ClassStarted(NOON));
    assertThat(MediaRules.rights(state)).isNotEmpty();
    after(new ClassEnded(NOON));
    assertThat(MediaRules.rights(state)).isEmpty();
  }

  @Test
  void the_teacher_sends_and_pupils_in_the_room_listen() {
    after(new ClassStarted(NOON));
    assertThat(MediaRules.rights(state))
        .containsOnlyKeys(TEA, ADA)
        .containsEntry(TEA, BOTH)
        .containsEntry(ADA, SpeakingRight.NONE);
  }

  @Test
  void an_assistant_sends_too() {
    after(new ClassStarted(NOON), new MemberRoleChanged(ADA, ClassroomRole.ASSISTANT, 7));
    assertThat(MediaRules.rights(state)).containsEntry(ADA, BOTH);
  }

  @Test
  void who_is_in_the_spotlight_sends_and_no_longer_than_that() {
    after(new ClassStarted(NOON), new MemberSpotlighted(ADA, true));
    assertThat(MediaRules.rights(state)).containsEntry(ADA, BOTH);
    after(new MemberSpotlighted(ADA, false));
    assertThat(MediaRules.rights(state)).containsEntry(ADA, SpeakingRight.NONE);
  }

  @Test
  void who_is_muted_is_seen_but_not_heard() {
    after(new ClassStarted(NOON), new MemberSpotlighted(ADA, true), new MemberMuted(ADA, true));
    assertThat(MediaRules.rights(state)).containsEntry(ADA, PICTURE);
    after(new MemberMuted(ADA, false));
    assertThat(MediaRules.rights(state)).containsEntry(ADA, BOTH);
  }

  @Test
  void without_microphones_only_staff_are_heard() {
    after(
        new ClassStarted(NOON),
        new MemberSpotlighted(ADA, true),
        new RulesSet(new ClassroomRules(true, true, false, false, false), List.of(), 9));
    assertThat(MediaRules.rights(state)).containsEntry(ADA, PICTURE).containsEntry(TEA, BOTH);
  }

  @Test
  void who_is_sent_back_to_the_lobby_or_has_left_hears_nothing() {
    after(new ClassStarted(NOON), new MemberSentBack(ADA, 8, NOON));
    assertThat(MediaRules.rights(state)).containsOnlyKeys(TEA);
    after(new MemberLeft(TEA, NOON));
    assertThat(MediaRules.rights(state)).isEmpty();
  }

  private void after(ClassroomEvent... events) {
    for (ClassroomEvent event : events) {
      state = ClassroomEvolution.evolve(state, event);
    }
  }
}
