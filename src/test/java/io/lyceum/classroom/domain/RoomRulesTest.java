package io.lyceum.classroom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.ClassroomCommand.*;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.CloseBreakout;
import io.lyceum.classroom.domain.ClassroomEvent.*;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A class that is a room of another one. */
class RoomRulesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller TEA = person("tea", Role.TEACHER);
  private static final Caller ADA = person("ada", Role.STUDENT);
  private static final Caller BOB = person("bob", Role.STUDENT);
  private static final Caller EVE = person("eve", Role.STUDENT);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Teacher TEACHER = new Teacher(TEA.user(), "tea");
  private static final RoomOf FIRST = new RoomOf("c1", 1);

  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room =
      DeciderFixture.of(new ClassroomDecider(), new TopicId(SCHOOL, "class", "c1.5.1"));

  @Test
  void a_room_is_made_with_its_people_and_arranging_it_again_changes_nothing() {
    ArrangeRoom arrange = arrange(pupil(ADA), new RoomPerson(BOB.user(), "bob", true));
    room.at(NOON)
        .when(SERVER, arrange)
        .then(
            new ClassCreated(
                new Founding("A", "", Optional.empty(), TEACHER, Optional.of(FIRST)), NOON),
            new ClassStarted(NOON),
            new MemberEnrolled(ADA.user(), "ada", false, 3),
            new MemberEnrolled(BOB.user(), "bob", false, 4),
            new MemberRoleChanged(BOB.user(), ClassroomRole.ASSISTANT, 5))
        .when(SERVER, arrange)
        .then()
        .when(TEA, arrange)
        .then(ClassroomRejection.SERVER_ONLY);
    assertThat(room.admission(TEA)).isEqualTo(Admission.as(ClassroomRole.TEACHER.topicRole(), 0));
    assertThat(room.admission(EVE)).isEqualTo(Admission.refuse(ClassroomRejection.NOT_ENROLLED));
  }

  @Test
  void a_room_has_who_is_seated_there_now_and_nobody_else() {
    room.at(NOON).when(SERVER, arrange(pupil(ADA))).when(ADA, new RaiseHand());
    long seq = room.seq() + 3;
    room.when(SERVER, arrange(pupil(EVE)))
        .then(
            new HandLowered(ADA.user()),
            new MemberRemoved(ADA.user(), NOON),
            new MemberEnrolled(EVE.user(), "eve", false, seq));
    assertThat(room.admission(ADA)).isEqualTo(Admission.refuse(ClassroomRejection.NOT_ENROLLED));
    room.when(SERVER, new EndClass()).when(SERVER, arrange(pupil(ADA))).then();
  }

  @Test
  void who_is_in_a_room_and_when_it_ends_is_for_the_class_to_say() {
    room.at(NOON).when(SERVER, arrange(pupil(ADA)));
    for (ClassroomCommand command :
        List.of(
            new EndClass(),
            new RemoveMember(ADA.user()),
            new SendBackMember(ADA.user()),
            new ChangeMemberRole(ADA.user(), ClassroomRole.ASSISTANT),
            new CloseBreakout())) {
      room.when(TEA, command).then(ClassroomRejection.IN_THE_CLASS_ONLY);
    }
    room.when(TEA, new MuteMember(ADA.user(), true)).then(new MemberMuted(ADA.user(), true));
  }

  @Test
  void in_a_room_all_are_heard_and_seen_but_who_is_muted() {
    room.at(NOON).when(SERVER, arrange(pupil(ADA), pupil(BOB)));
    room.whenArrives(ADA).whenArrives(BOB).when(TEA, new MuteMember(BOB.user(), true));
    room.when(ADA, new StartScreen()).then(new ScreenStarted(ADA.user(), NOON));
    room.when(ADA, new StopScreen(Optional.empty())).then(new ScreenStopped(ADA.user()));
    assertThat(MediaRules.rights(room.state()))
        .containsEntry(ADA.user(), new SpeakingRight(true, true, false))
        .containsEntry(BOB.user(), new SpeakingRight(false, true, false));
  }

  private static ArrangeRoom arrange(RoomPerson... people) {
    return new ArrangeRoom(FIRST, "A", TEACHER, List.of(people));
  }

  private static RoomPerson pupil(Caller who) {
    return new RoomPerson(who.user(), who.name(), false);
  }

  private static Caller person(String id, Role role) {
    return new Caller(new UserId(id), id, role, SCHOOL);
  }
}
