package io.lyceum.classroom.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.ClassroomCommand.*;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.*;
import io.lyceum.classroom.domain.ClassroomEvent.*;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.*;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** A class that is split into rooms. */
class BreakoutRulesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller TEA = person("tea", Role.TEACHER);
  private static final Caller ADA = person("ada", Role.STUDENT);
  private static final Caller BOB = person("bob", Role.STUDENT);
  private static final Caller EVE = person("eve", Role.STUDENT);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Teacher TEACHER = new Teacher(TEA.user(), "tea");

  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room = fixture();

  @Test
  void a_class_is_split_until_a_deadline() {
    running(ADA, BOB);
    long seq = room.seq() + 1;
    room.when(ADA, open(seat(ADA, 1)))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, open(seat(ADA, 1)))
        .then(new BreakoutOpened(rooms(seq), NOON.plus(TEN_MINUTES), seats(Map.of(ADA, 1))))
        .when(TEA, open())
        .then(ClassroomRejection.BREAKOUT_IS_OPEN);
    assertThat(new ClassroomDecider().alarm(room.state())).hasValue(NOON.plus(TEN_MINUTES));
  }

  @Test
  void only_a_running_class_is_split() {
    room.given(new ClassCreated(new Founding("A", "ABC234", Optional.empty(), TEACHER), NOON));
    room.when(TEA, open()).then(ClassroomRejection.NOT_RUNNING);
  }

  @Test
  void seats_are_for_pupils_of_the_class_in_rooms_there_are_and_each_has_one() {
    running(ADA);
    room.when(TEA, open(seat(EVE, 1)))
        .thenInvalid("seats")
        .when(TEA, open(seat(TEA, 1)))
        .thenInvalid("seats")
        .when(TEA, open(seat(ADA, 3)))
        .thenInvalid("seats")
        .when(TEA, open(seat(ADA, 1), seat(ADA, 2)))
        .thenInvalid("seats");
  }

  @Test
  void those_who_are_there_are_dealt_out_evenly_and_who_has_a_seat_keeps_it() {
    Set<Map<UserId, Integer>> deals = new HashSet<>();
    for (int minute = 0; minute < 20; minute++) {
      DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> big = fixture();
      big.given(new ClassCreated(new Founding("A", "ABC234", Optional.empty(), TEACHER), NOON));
      big.given(new ClassStarted(NOON));
      for (int i = 0; i < 8; i++) {
        Caller pupil = person("p" + i, Role.STUDENT);
        big.when(SERVER, new EnrollMember(pupil.user(), "P"));
        if (i < 7) {
          big.whenArrives(pupil);
        }
      }
      UserId first = new UserId("p0");
      big.at(NOON.plus(Duration.ofMinutes(minute)))
          .when(TEA, new OpenBreakout(3, TEN_MINUTES, List.of(new Seat(first, 3)), true));
      PMap<UserId, Integer> seats = big.state().breakout().orElseThrow().seats();
      assertThat(seats).hasSize(7).containsEntry(first, 3).doesNotContainKey(new UserId("p7"));
      for (int number = 1; number <= 3; number++) {
        int of = number;
        assertThat(seats.values().stream().filter(n -> n == of).count()).isBetween(2L, 3L);
      }
      deals.add(seats);
    }
    assertThat(deals).hasSizeGreaterThan(10);
  }

  @Test
  void a_pupil_is_given_another_room_or_a_place_in_the_class() {
    running(ADA, BOB);
    room.when(TEA, new SeatMember(ADA.user(), Optional.of(1)))
        .then(ClassroomRejection.NO_BREAKOUT)
        .when(TEA, open(seat(ADA, 1)))
        .when(TEA, new SeatMember(ADA.user(), Optional.of(2)))
        .then(new MemberSeated(ADA.user(), Optional.of(2)))
        .when(TEA, new SeatMember(ADA.user(), Optional.of(2)))
        .then()
        .when(TEA, new SeatMember(ADA.user(), Optional.of(3)))
        .then(ClassroomRejection.NO_SUCH_ROOM)
        .when(TEA, new SeatMember(EVE.user(), Optional.of(1)))
        .then(ClassroomRejection.NO_SUCH_MEMBER)
        .when(TEA, new SeatMember(TEA.user(), Optional.of(1)))
        .then(ClassroomRejection.ONLY_PUPILS_SIT)
        .when(BOB, new SeatMember(BOB.user(), Optional.of(1)))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new SeatMember(ADA.user(), Optional.empty()))
        .then(new MemberSeated(ADA.user(), Optional.empty()));
  }

  @Test
  void a_room_asks_for_help_once_until_somebody_comes() {
    running(ADA, BOB, EVE);
    room.when(TEA, open(seat(ADA, 1), seat(BOB, 1)))
        .when(ADA, new AskForHelp())
        .then(new HelpAsked(1, ADA.user(), "ada", NOON))
        .when(BOB, new AskForHelp())
        .then()
        .when(EVE, new AskForHelp())
        .then(ClassroomRejection.IN_NO_ROOM)
        .when(TEA, new AskForHelp())
        .then(ClassroomRejection.PUPILS_ONLY)
        .when(BOB, new AnswerHelp(1))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new AnswerHelp(2))
        .then()
        .when(TEA, new AnswerHelp(1))
        .then(new HelpAnswered(1, ADA.user()))
        .when(BOB, new AskForHelp())
        .then(new HelpAsked(1, BOB.user(), "bob", NOON));
  }

  @Test
  void staff_are_heard_in_all_rooms() {
    running(ADA);
    room.when(TEA, open())
        .when(TEA, new AnnounceToRooms("Hurry"))
        .then(new RoomsAnnounced(TEA.user(), "tea", "Hurry"))
        .when(ADA, new AnnounceToRooms("No"))
        .then(ClassroomRejection.STAFF_ONLY);
  }

  @Test
  void at_the_deadline_everybody_is_back_and_not_before() {
    running(ADA);
    long seq = room.seq() + 1;
    room.when(TEA, open(seat(ADA, 1)))
        .at(NOON.plus(TEN_MINUTES).minusMillis(1))
        .whenTimeComes()
        .then()
        .at(NOON.plus(TEN_MINUTES))
        .when(TEA, new SeatMember(ADA.user(), Optional.of(2)))
        .then(ClassroomRejection.NO_BREAKOUT)
        .whenTimeComes()
        .then(new BreakoutClosed(rooms(seq)))
        .whenTimeComes()
        .then();
    assertThat(room.state().breakout()).isEmpty();
    assertThat(new ClassroomDecider().alarm(room.state())).isEmpty();
  }

  @Test
  void the_teacher_calls_all_back_and_so_does_the_end_of_the_class() {
    running(ADA);
    long seq = room.seq() + 1;
    room.when(TEA, open(seat(ADA, 1)))
        .when(ADA, new CloseBreakout())
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new CloseBreakout())
        .then(new BreakoutClosed(rooms(seq)))
        .when(TEA, new CloseBreakout())
        .then();
    long second = room.seq() + 1;
    room.when(TEA, open(seat(ADA, 1)))
        .when(TEA, new EndClass())
        .then(new BreakoutClosed(rooms(second)), new ClassEnded(NOON));
  }

  @Test
  void who_goes_away_and_comes_back_still_has_their_seat_and_attends_the_class() {
    running(ADA);
    room.when(TEA, open(seat(ADA, 2)))
        .at(NOON.plusSeconds(60))
        .whenLeaves(ADA)
        .then(new MemberLeft(ADA.user(), NOON.plusSeconds(60)))
        .at(NOON.plusSeconds(70))
        .whenArrives(ADA);
    assertThat(room.state().roomOf(ADA.user())).hasValue(2);
    room.at(NOON.plus(TEN_MINUTES)).whenTimeComes();
    Attendance attendance = requireNonNull(room.state().attendance().get(ADA.user()));
    assertThat(attendance.intervals()).hasSize(2);
  }

  @Test
  void who_is_no_pupil_of_the_class_any_more_has_no_seat() {
    running(ADA, BOB, EVE);
    room.when(TEA, open(seat(ADA, 1), seat(BOB, 1), seat(EVE, 2)));
    long seq = room.seq() + 1;
    room.when(TEA, new SendBackMember(ADA.user()))
        .then(
            new MemberSentBack(ADA.user(), seq, NOON),
            new MemberSeated(ADA.user(), Optional.empty()))
        .when(TEA, new ChangeMemberRole(BOB.user(), ClassroomRole.ASSISTANT))
        .then(
            new MemberRoleChanged(BOB.user(), ClassroomRole.ASSISTANT, seq + 2),
            new MemberSeated(BOB.user(), Optional.empty()))
        .when(TEA, new RemoveMember(EVE.user()))
        .then(new MemberRemoved(EVE.user(), NOON), new MemberSeated(EVE.user(), Optional.empty()));
  }

  @Test
  void who_goes_into_a_room_shows_the_class_no_screen() {
    running(ADA);
    room.when(TEA, new SpotlightMember(ADA.user(), true)).when(ADA, new StartScreen());
    long seq = room.seq() + 1;
    room.when(TEA, open(seat(ADA, 1)))
        .then(
            new BreakoutOpened(rooms(seq), NOON.plus(TEN_MINUTES), seats(Map.of(ADA, 1))),
            new ScreenStopped(ADA.user()));
  }

  @Test
  void who_is_in_a_room_has_no_part_in_the_picture_and_voice_of_the_class() {
    running(ADA, BOB);
    room.whenArrives(TEA).when(TEA, open(seat(ADA, 1)));
    assertThat(MediaRules.rights(room.state())).containsOnlyKeys(TEA.user(), BOB.user());
  }

  private static DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> fixture() {
    return DeciderFixture.of(new ClassroomDecider(), new TopicId(SCHOOL, "class", "c1"));
  }

  /** Since noon, and they are there. */
  private void running(Caller... pupils) {
    room.at(NOON)
        .given(new ClassCreated(new Founding("A", "ABC234", Optional.empty(), TEACHER), NOON))
        .given(new ClassStarted(NOON));
    for (Caller pupil : pupils) {
      room.when(SERVER, new EnrollMember(pupil.user(), pupil.name())).whenArrives(pupil);
    }
  }

  private static OpenBreakout open(Seat... seats) {
    return new OpenBreakout(2, TEN_MINUTES, List.of(seats), false);
  }

  private static Seat seat(Caller who, int room) {
    return new Seat(who.user(), room);
  }

  private static PMap<UserId, Integer> seats(Map<Caller, Integer> seats) {
    PMap<UserId, Integer> all = HashTreePMap.empty();
    for (Map.Entry<Caller, Integer> seat : seats.entrySet()) {
      all = all.plus(seat.getKey().user(), seat.getValue());
    }
    return all;
  }

  private static List<BreakoutRoom> rooms(long opened) {
    return List.of(
        new BreakoutRoom(1, "c1." + opened + ".1"), new BreakoutRoom(2, "c1." + opened + ".2"));
  }

  private static Caller person(String id, Role role) {
    return new Caller(new UserId(id), id, role, SCHOOL);
  }
}
