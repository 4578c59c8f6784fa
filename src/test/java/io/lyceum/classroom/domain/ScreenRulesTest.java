package io.lyceum.classroom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.ClassroomCommand.*;
import io.lyceum.classroom.domain.ClassroomEvent.*;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose screen the class is shown. */
class ScreenRulesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller TEA = person("tea", Role.TEACHER);
  private static final Caller ADA = person("ada", Role.STUDENT);
  private static final Caller BOB = person("bob", Role.STUDENT);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final StartScreen START = new StartScreen();
  private static final StopScreen STOP = new StopScreen(Optional.empty());

  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room =
      DeciderFixture.of(new ClassroomDecider(), new TopicId(SCHOOL, "class", "c1"));

  @BeforeEach
  void aTeacherAndTwoPupilsAreIn() {
    room.given(
            new ClassCreated(
                new Founding("Algebra", "ABC234", Optional.empty(), new Teacher(TEA.user(), "tea")),
                NOON),
            new ClassStarted(NOON),
            new MemberEnrolled(ADA.user(), "ada", false, 3),
            new MemberEnrolled(BOB.user(), "bob", false, 4))
        .at(NOON)
        .whenArrives(TEA)
        .whenArrives(ADA)
        .whenArrives(BOB);
  }

  @Test
  void the_teacher_always_may_and_a_pupil_may_not_of_their_own_accord() {
    room.when(TEA, START)
        .then(started(TEA))
        .when(TEA, START)
        .then()
        .when(ADA, START)
        .then(ClassroomRejection.NO_SCREEN)
        .when(TEA, STOP)
        .then(new ScreenStopped(TEA.user()))
        .when(TEA, STOP)
        .then();
  }

  @Test
  void a_pupil_may_in_the_spotlight_or_with_permission_and_no_longer_than_that() {
    room.when(TEA, new SpotlightMember(ADA.user(), true))
        .when(ADA, START)
        .then(started(ADA))
        .when(TEA, new SpotlightMember(ADA.user(), false))
        .then(new ScreenStopped(ADA.user()), new MemberSpotlighted(ADA.user(), false))
        .when(ADA, START)
        .then(ClassroomRejection.NO_SCREEN)
        .when(ADA, new PermitScreen(ADA.user(), true))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new PermitScreen(ADA.user(), true))
        .then(new ScreenPermitted(ADA.user(), true))
        .when(ADA, START)
        .then(started(ADA))
        .when(TEA, new SpotlightMember(ADA.user(), true))
        .when(TEA, new PermitScreen(ADA.user(), false))
        .then(new ScreenPermitted(ADA.user(), false))
        .when(TEA, new SpotlightMember(ADA.user(), false))
        .then(new ScreenStopped(ADA.user()), new MemberSpotlighted(ADA.user(), false));
  }

  @Test
  void one_at_a_time_and_the_teacher_takes_the_place_of_a_pupil() {
    permitted(ADA, BOB);
    room.when(ADA, START)
        .when(BOB, START)
        .then(ClassroomRejection.SCREEN_TAKEN)
        .when(TEA, START)
        .then(new ScreenStopped(ADA.user()), started(TEA))
        .when(ADA, START)
        .then(ClassroomRejection.SCREEN_TAKEN);
  }

  @Test
  void an_assistant_takes_the_place_of_a_pupil_but_not_of_the_teacher() {
    permitted(ADA);
    room.when(TEA, new ChangeMemberRole(BOB.user(), ClassroomRole.ASSISTANT))
        .when(ADA, START)
        .when(BOB, START)
        .then(new ScreenStopped(ADA.user()), started(BOB))
        .when(TEA, START)
        .then(new ScreenStopped(BOB.user()), started(TEA))
        .when(BOB, START)
        .then(ClassroomRejection.SCREEN_TAKEN)
        .when(BOB, new StopScreen(Optional.of(TEA.user())))
        .then(ClassroomRejection.TEACHER_ONLY);
  }

  @Test
  void who_is_an_assistant_no_longer_shows_nothing() {
    long seq = room.seq() + 4;
    room.when(TEA, new ChangeMemberRole(ADA.user(), ClassroomRole.ASSISTANT))
        .when(ADA, START)
        .when(TEA, new ChangeMemberRole(ADA.user(), ClassroomRole.PUPIL))
        .then(
            new ScreenStopped(ADA.user()),
            new MemberRoleChanged(ADA.user(), ClassroomRole.PUPIL, seq));
  }

  @Test
  void several_at_a_time_by_rule_and_one_again_when_the_rule_ends() {
    permitted(ADA, BOB);
    room.when(TEA, many(true))
        .when(ADA, START)
        .then(started(ADA))
        .when(BOB, START)
        .then(started(BOB))
        .when(TEA, START)
        .then(started(TEA))
        .when(TEA, many(false))
        .then(
            new ScreenStopped(ADA.user()),
            new ScreenStopped(BOB.user()),
            new RulesSet(ClassroomRules.USUAL, List.of(), room.seq()));
  }

  @Test
  void staff_stop_the_screen_of_others_and_pupils_only_their_own() {
    permitted(ADA);
    room.when(ADA, START)
        .when(BOB, new StopScreen(Optional.of(ADA.user())))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new StopScreen(Optional.of(ADA.user())))
        .then(new ScreenStopped(ADA.user()));
  }

  @Test
  void nobodys_screen_stays_when_they_go() {
    permitted(ADA);
    room.when(ADA, START)
        .whenLeaves(ADA)
        .then(new ScreenStopped(ADA.user()), new MemberLeft(ADA.user(), NOON))
        .when(ADA, START)
        .then(ClassroomRejection.NOT_HERE)
        .whenArrives(ADA)
        .when(ADA, START)
        .when(TEA, new RemoveMember(ADA.user()))
        .then(new ScreenStopped(ADA.user()), new MemberRemoved(ADA.user(), NOON))
        .when(TEA, START)
        .when(TEA, new EndClass())
        .then(new ScreenStopped(TEA.user()), new ClassEnded(NOON))
        .when(TEA, START)
        .then(ClassroomRejection.NOT_RUNNING);
  }

  @Test
  void who_shares_sends_a_screen_and_nothing_else_without_the_word() {
    permitted(ADA);
    room.when(ADA, START);
    assertThat(MediaRules.rights(room.state()))
        .containsEntry(ADA.user(), new SpeakingRight(false, false, true))
        .containsEntry(BOB.user(), SpeakingRight.NONE);
  }

  private void permitted(Caller... pupils) {
    for (Caller pupil : pupils) {
      room.given(new ScreenPermitted(pupil.user(), true));
    }
  }

  private static ScreenStarted started(Caller who) {
    return new ScreenStarted(who.user(), NOON);
  }

  private static SetRules many(boolean on) {
    return new SetRules(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(on));
  }

  private static Caller person(String id, Role role) {
    return new Caller(new UserId(id), id, role, SCHOOL);
  }
}
