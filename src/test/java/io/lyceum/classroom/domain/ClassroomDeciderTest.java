package io.lyceum.classroom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.Attendance.Interval;
import io.lyceum.classroom.domain.ClassroomCommand.*;
import io.lyceum.classroom.domain.ClassroomEvent.*;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassroomDeciderTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final TopicId TOPIC = new TopicId(SCHOOL, "class", "c1");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller TEA = person("tea", "Tea", Role.TEACHER);
  private static final Caller ADA = person("ada", "Ada", Role.STUDENT);
  private static final Caller BOB = person("bob", "Bob", Role.STUDENT);
  private static final Caller EVE = person("eve", "Eve", Role.STUDENT);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Founding FOUNDING =
      new Founding("Algebra", "ABC234", Optional.empty(), new Teacher(TEA.user(), "Tea"));

  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room =
      DeciderFixture.of(new ClassroomDecider(), TOPIC);

  @Test
  void a_class_is_created_by_the_server_only_and_once() {
    CreateClass create =
        new CreateClass("Algebra", "ABC234", Optional.empty(), FOUNDING.teacher(), false);
    room.at(NOON)
        .when(TEA, create)
        .then(ClassroomRejection.NO_SUCH_CLASS)
        .when(SERVER, create)
        .then(new ClassCreated(FOUNDING, NOON))
        .when(TEA, create)
        .then(ClassroomRejection.SERVER_ONLY)
        .when(SERVER, create)
        .then(ClassroomRejection.ALREADY_CREATED);
  }

  @Test
  void nothing_is_known_of_a_class_before_its_creation() {
    room.when(SERVER, new EnrollMember(ADA.user(), "Ada")).then(ClassroomRejection.NO_SUCH_CLASS);
    assertThat(room.admission(ADA)).isEqualTo(Admission.refuse(ClassroomRejection.NO_SUCH_CLASS));
    assertThat(room.admission(SERVER)).isEqualTo(Admission.as(TopicRole.SYSTEM));
  }

  @Test
  void only_the_roster_is_admitted_and_an_administrator_is_not_on_it() {
    created();
    enrolled(ADA);
    assertThat(room.admission(TEA)).isEqualTo(as(ClassroomRole.TEACHER, 0));
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.PUPIL, 2));
    assertThat(room.admission(BOB)).isEqualTo(Admission.refuse(ClassroomRejection.NOT_ENROLLED));
    assertThat(room.admission(person("admin", "Admin", Role.ADMIN)))
        .isEqualTo(Admission.refuse(ClassroomRejection.NOT_ENROLLED));
  }

  @Test
  void enrolling_twice_changes_nothing_and_an_ended_class_takes_nobody() {
    created();
    enrolled(ADA);
    room.when(SERVER, new EnrollMember(ADA.user(), "Ada"))
        .then()
        .when(SERVER, new EnrollMember(TEA.user(), "Tea"))
        .then()
        .when(ADA, new EnrollMember(BOB.user(), "Bob"))
        .then(ClassroomRejection.SERVER_ONLY)
        .given(new ClassStarted(NOON), new ClassEnded(NOON))
        .when(SERVER, new EnrollMember(BOB.user(), "Bob"))
        .then(ClassroomRejection.ENDED);
  }

  @Test
  void a_class_starts_once_and_ends_once() {
    created();
    enrolled(ADA);
    room.at(NOON)
        .when(TEA, new EndClass())
        .then(ClassroomRejection.NOT_RUNNING)
        .when(ADA, new StartClass())
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new StartClass())
        .then(new ClassStarted(NOON))
        .when(TEA, new StartClass())
        .then()
        .when(TEA, new EndClass())
        .then(new ClassEnded(NOON))
        .when(TEA, new EndClass())
        .then()
        .when(TEA, new StartClass())
        .then(ClassroomRejection.ENDED);
  }

  @Test
  void hands_queue_in_the_order_of_the_server_and_each_once() {
    running(ADA, BOB);
    room.at(NOON)
        .when(BOB, new RaiseHand())
        .then(new HandRaised(BOB.user(), "Bob", NOON))
        .when(ADA, new RaiseHand())
        .then(new HandRaised(ADA.user(), "Ada", NOON))
        .when(BOB, new RaiseHand())
        .then();
    assertThat(room.state().hands()).extracting(RaisedHand::name).containsExactly("Bob", "Ada");
  }

  @Test
  void a_hand_is_lowered_by_its_owner_or_by_staff() {
    running(ADA, BOB);
    room.when(ADA, new RaiseHand())
        .when(BOB, new LowerHand(Optional.of(ADA.user())))
        .then(ClassroomRejection.NOT_YOUR_HAND)
        .when(BOB, new LowerHand(Optional.empty()))
        .then()
        .when(TEA, new LowerHand(Optional.of(ADA.user())))
        .then(new HandLowered(ADA.user()))
        .when(ADA, new RaiseHand())
        .when(ADA, new LowerHand(Optional.empty()))
        .then(new HandLowered(ADA.user()));
  }

  @Test
  void a_hand_that_is_accepted_goes_down_and_its_owner_has_the_word() {
    running(ADA, BOB);
    room.when(ADA, new RaiseHand())
        .when(BOB, new AcceptHand(ADA.user()))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new AcceptHand(ADA.user()))
        .then(new HandLowered(ADA.user()), new MemberSpotlighted(ADA.user(), true))
        .when(TEA, new AcceptHand(ADA.user()))
        .then()
        .when(TEA, new AcceptHand(BOB.user()))
        .then(ClassroomRejection.NO_HAND_UP);
  }

  @Test
  void hands_go_up_only_in_a_running_class_that_allows_them() {
    created();
    enrolled(ADA);
    room.when(ADA, new RaiseHand())
        .then(ClassroomRejection.NOT_RUNNING)
        .given(new ClassStarted(NOON))
        .when(TEA, new RaiseHand())
        .then(ClassroomRejection.LEARNERS_ONLY)
        .when(SERVER, new RaiseHand())
        .then(ClassroomRejection.LEARNERS_ONLY)
        .when(ADA, new RaiseHand())
        .when(TEA, rules(null, false, null, null))
        .then(
            new HandLowered(ADA.user()),
            new RulesSet(
                new ClassroomRules(true, false, true, false, false), List.of(), room.seq()))
        .when(ADA, new RaiseHand())
        .then(ClassroomRejection.HANDS_ARE_OFF);
  }

  @Test
  void a_hand_goes_down_when_its_owner_leaves_or_the_class_ends() {
    running(ADA, BOB);
    room.whenArrives(ADA)
        .at(NOON)
        .when(ADA, new RaiseHand())
        .whenLeaves(ADA)
        .then(new HandLowered(ADA.user()), new MemberLeft(ADA.user(), NOON))
        .when(BOB, new RaiseHand())
        .when(TEA, new EndClass())
        .then(new HandLowered(BOB.user()), new ClassEnded(NOON));
  }

  @Test
  void a_lobby_turned_on_holds_newcomers_but_not_those_already_in() {
    created();
    enrolled(ADA);
    enrolled(BOB);
    room.whenArrives(ADA);
    long seq = room.seq() + 1;
    room.when(TEA, rules(null, null, null, true))
        .then(
            new RulesSet(
                new ClassroomRules(true, true, true, true, false), List.of(BOB.user()), seq));
    room.when(SERVER, new EnrollMember(EVE.user(), "Eve"))
        .then(new MemberEnrolled(EVE.user(), "Eve", true, seq + 1));
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.PUPIL, 2));
    assertThat(room.admission(BOB)).isEqualTo(as(ClassroomRole.WAITING, seq));
    assertThat(room.admission(EVE)).isEqualTo(as(ClassroomRole.WAITING, seq + 1));
  }

  @Test
  void one_who_was_in_before_the_lobby_comes_back_without_waiting() {
    created();
    enrolled(ADA);
    room.whenArrives(ADA).whenLeaves(ADA).when(TEA, rules(null, null, null, true));
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.PUPIL, 2));
  }

  @Test
  void who_waits_may_do_nothing_until_admitted_and_is_then_in_the_room_at_once() {
    running();
    room.when(TEA, rules(null, null, null, true));
    enrolled(ADA);
    room.whenArrives(ADA)
        .then(new LobbyEntered(ADA.user(), "Ada"))
        .when(ADA, new RaiseHand())
        .then(ClassroomRejection.STILL_WAITING)
        .at(NOON)
        .when(TEA, new AdmitMember(ADA.user()))
        .then(
            new MemberAdmitted(ADA.user(), room.seq() - 1),
            new MemberJoined(ADA.user(), "Ada", ClassroomRole.PUPIL, NOON))
        .when(TEA, new AdmitMember(ADA.user()))
        .then();
    assertThat(intervals(ADA)).containsExactly(new Interval(NOON, Optional.empty()));
  }

  @Test
  void a_lobby_turned_off_lets_all_in() {
    created();
    room.when(TEA, rules(null, null, null, true));
    enrolled(ADA);
    enrolled(BOB);
    room.whenArrives(BOB);
    long seq = room.seq() + 1;
    room.at(NOON)
        .when(TEA, rules(null, null, null, false))
        .then(
            new RulesSet(ClassroomRules.USUAL, List.of(ADA.user(), BOB.user()), seq),
            new MemberJoined(BOB.user(), "Bob", ClassroomRole.PUPIL, NOON));
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.PUPIL, seq));
  }

  @Test
  void a_class_made_with_a_lobby_holds_its_first_newcomer() {
    CreateClass create =
        new CreateClass("Algebra", "ABC234", Optional.empty(), FOUNDING.teacher(), true);
    room.at(NOON)
        .when(SERVER, create)
        .then(
            new ClassCreated(FOUNDING, NOON),
            new RulesSet(new ClassroomRules(true, true, true, true, false), List.of(), 2));
    enrolled(ADA);
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.WAITING, 3));
  }

  @Test
  void all_who_are_in_the_lobby_come_in_at_once_and_who_comes_later_waits() {
    running();
    room.when(TEA, rules(null, null, null, true));
    enrolled(ADA);
    enrolled(BOB);
    enrolled(EVE);
    room.whenArrives(BOB).whenArrives(ADA);
    long seq = room.seq() + 1;
    room.at(NOON)
        .when(ADA, new AdmitAll())
        .then(ClassroomRejection.STILL_WAITING)
        .when(TEA, new AdmitAll())
        .then(
            new MemberAdmitted(ADA.user(), seq),
            new MemberJoined(ADA.user(), "Ada", ClassroomRole.PUPIL, NOON),
            new MemberAdmitted(BOB.user(), seq + 2),
            new MemberJoined(BOB.user(), "Bob", ClassroomRole.PUPIL, NOON))
        .when(BOB, new AdmitAll())
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new AdmitAll())
        .then()
        .whenArrives(EVE)
        .then(new LobbyEntered(EVE.user(), "Eve"));
  }

  @Test
  void one_turned_away_is_off_the_roster_and_waits_anew_when_they_come_again() {
    running(BOB);
    room.whenArrives(BOB).when(TEA, rules(null, null, null, true));
    enrolled(ADA);
    room.whenArrives(ADA)
        .when(BOB, new DenyMember(ADA.user()))
        .then(ClassroomRejection.STAFF_ONLY)
        .when(TEA, new DenyMember(ADA.user()))
        .then(new MemberDenied(ADA.user()))
        .when(TEA, new DenyMember(ADA.user()))
        .then(ClassroomRejection.NO_SUCH_MEMBER);
    assertThat(room.admission(ADA)).isEqualTo(Admission.refuse(ClassroomRejection.NOT_ENROLLED));
    enrolled(ADA);
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.WAITING, room.seq()));
  }

  @Test
  void who_is_in_the_room_is_not_turned_away() {
    running(ADA);
    room.when(TEA, new DenyMember(ADA.user())).then(ClassroomRejection.NOT_WAITING);
  }

  @Test
  void one_sent_back_waits_again_and_does_not_attend() {
    running(ADA);
    room.at(NOON).whenArrives(ADA).when(ADA, new RaiseHand()).at(NOON.plusSeconds(60));
    long seq = room.seq() + 2;
    room.when(TEA, new SendBackMember(ADA.user()))
        .then(
            new HandLowered(ADA.user()), new MemberSentBack(ADA.user(), seq, NOON.plusSeconds(60)));
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.WAITING, seq));
    assertThat(intervals(ADA))
        .containsExactly(new Interval(NOON, Optional.of(NOON.plusSeconds(60))));
    room.whenLeaves(ADA).then(new LobbyLeft(ADA.user()));
  }

  @Test
  void one_removed_comes_back_only_when_enrolled_again_and_keeps_the_attendance() {
    running(ADA);
    room.at(NOON)
        .whenArrives(ADA)
        .at(NOON.plusSeconds(30))
        .when(TEA, new RemoveMember(ADA.user()))
        .then(new MemberRemoved(ADA.user(), NOON.plusSeconds(30)))
        .whenLeaves(ADA)
        .then();
    assertThat(room.admission(ADA)).isEqualTo(Admission.refuse(ClassroomRejection.NOT_ENROLLED));
    enrolled(ADA);
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.PUPIL, room.seq()));
    assertThat(intervals(ADA))
        .containsExactly(new Interval(NOON, Optional.of(NOON.plusSeconds(30))));
  }

  @Test
  void assistants_help_with_pupils_only_and_make_no_assistants() {
    running(ADA, BOB);
    ChangeMemberRole promote = new ChangeMemberRole(ADA.user(), ClassroomRole.ASSISTANT);
    long seq = room.seq() + 1;
    room.when(ADA, promote)
        .then(ClassroomRejection.TEACHER_ONLY)
        .when(TEA, promote)
        .then(new MemberRoleChanged(ADA.user(), ClassroomRole.ASSISTANT, seq))
        .when(ADA, new MuteMember(BOB.user(), true))
        .then(new MemberMuted(BOB.user(), true))
        .when(ADA, new SpotlightMember(BOB.user(), true))
        .then(new MemberSpotlighted(BOB.user(), true))
        .when(ADA, new RemoveMember(TEA.user()))
        .then(ClassroomRejection.TEACHER_ONLY)
        .when(ADA, new ChangeMemberRole(BOB.user(), ClassroomRole.ASSISTANT))
        .then(ClassroomRejection.TEACHER_ONLY)
        .when(TEA, new SendBackMember(ADA.user()))
        .then(ClassroomRejection.NOT_A_PUPIL)
        .when(BOB, new MuteMember(ADA.user(), true))
        .then(ClassroomRejection.STAFF_ONLY);
    assertThat(room.admission(ADA)).isEqualTo(as(ClassroomRole.ASSISTANT, seq));
  }

  @Test
  void the_teacher_keeps_their_place() {
    running(ADA);
    room.when(TEA, new RemoveMember(TEA.user()))
        .then(ClassroomRejection.THE_TEACHER_STAYS)
        .when(TEA, new ChangeMemberRole(TEA.user(), ClassroomRole.PUPIL))
        .then(ClassroomRejection.THE_TEACHER_STAYS)
        .when(TEA, new MuteMember(EVE.user(), true))
        .then(ClassroomRejection.NO_SUCH_MEMBER);
  }

  @Test
  void attendance_counts_from_the_start_of_the_class_to_its_end() {
    created();
    enrolled(ADA);
    enrolled(BOB);
    room.at(NOON.minusSeconds(600)).whenArrives(ADA).at(NOON).when(TEA, new StartClass());
    room.at(NOON.plusSeconds(5)).whenArrives(BOB).at(NOON.plusSeconds(10)).whenLeaves(BOB);
    room.at(NOON.plusSeconds(20)).whenArrives(BOB).at(NOON.plusSeconds(60));
    room.when(TEA, new EndClass()).at(NOON.plusSeconds(90)).whenLeaves(ADA).whenArrives(EVE);
    assertThat(intervals(ADA)).containsExactly(interval(0, 60));
    assertThat(intervals(BOB)).containsExactly(interval(5, 10), interval(20, 60));
  }

  @Test
  void an_arrival_told_twice_opens_one_interval() {
    running(ADA);
    room.at(NOON).whenArrives(ADA).at(NOON.plusSeconds(5)).whenArrives(ADA).then();
    assertThat(intervals(ADA)).containsExactly(new Interval(NOON, Optional.empty()));
    assertThat(new ClassroomDecider().present(room.state())).containsExactly(ADA.user());
  }

  @Test
  void one_lost_before_the_end_attended_until_last_seen() {
    running(ADA);
    room.at(NOON).whenArrives(ADA).at(NOON.plusSeconds(60)).when(TEA, new EndClass());
    room.at(NOON.plusSeconds(50)).whenLeaves(ADA);
    assertThat(intervals(ADA)).containsExactly(interval(0, 50));
  }

  @Test
  void a_quiz_is_shown_while_it_is_open() {
    running(ADA);
    AttachedQuiz quiz = new AttachedQuiz("q1", "Fractions");
    room.when(TEA, new AttachQuiz(quiz))
        .then(ClassroomRejection.SERVER_ONLY)
        .when(SERVER, new AttachQuiz(quiz))
        .then(new QuizOpened(quiz))
        .when(SERVER, new AttachQuiz(quiz))
        .then()
        .when(SERVER, new DetachQuiz("q2"))
        .then()
        .when(SERVER, new DetachQuiz("q1"))
        .then(new QuizClosed("q1"));
    assertThat(room.state().quiz()).isEmpty();
  }

  @Test
  void rules_that_do_not_change_make_no_event() {
    created();
    room.when(TEA, rules(true, true, null, null)).then();
  }

  @Test
  void its_teacher_has_a_running_class_recorded_and_nobody_else_has() {
    created();
    enrolled(ADA);
    room.when(SERVER, new StartRecording(TEA.user(), true)).then(ClassroomRejection.NOT_RUNNING);
    room.given(new ClassStarted(NOON.minusSeconds(60)));
    room.at(NOON)
        .when(TEA, new StartRecording(TEA.user(), true))
        .then(ClassroomRejection.SERVER_ONLY)
        .when(SERVER, new StartRecording(ADA.user(), true))
        .then(ClassroomRejection.TEACHER_ONLY)
        .when(SERVER, new StartRecording(TEA.user(), true))
        .then(new RecordingStarted(TEA.user(), true, NOON))
        .when(SERVER, new StartRecording(TEA.user(), false))
        .then()
        .when(SERVER, new StopRecording(ADA.user()))
        .then(ClassroomRejection.TEACHER_ONLY);
    assertThat(room.state().recording()).contains(new Recording(NOON, true));
    room.when(SERVER, new StopRecording(TEA.user()))
        .then(new RecordingStopped(TEA.user(), NOON))
        .when(SERVER, new StopRecording(TEA.user()))
        .then();
    assertThat(room.state().recording()).isEmpty();
  }

  @Test
  void the_end_of_a_class_ends_its_recording() {
    running(ADA);
    room.at(NOON)
        .when(SERVER, new StartRecording(TEA.user(), true))
        .when(TEA, new EndClass())
        .then(new RecordingStopped(TEA.user(), NOON), new ClassEnded(NOON));
    assertThat(RecordingRules.recorded(room.state())).isEmpty();
  }

  @Test
  void of_staff_alone_or_of_pupils_too_as_the_school_allows() {
    running(ADA, BOB);
    room.when(TEA, new ChangeMemberRole(BOB.user(), ClassroomRole.ASSISTANT))
        .when(SERVER, new StartRecording(TEA.user(), false));
    assertThat(RecordingRules.recorded(room.state()))
        .containsExactlyInAnyOrder(TEA.user(), BOB.user());
    room.when(SERVER, new StopRecording(TEA.user()))
        .when(SERVER, new StartRecording(TEA.user(), true));
    assertThat(RecordingRules.recorded(room.state())).contains(ADA.user());
  }

  private void created() {
    room.given(new ClassCreated(FOUNDING, NOON.minusSeconds(3600)));
  }

  private void running(Caller... pupils) {
    created();
    List.of(pupils).forEach(this::enrolled);
    room.given(new ClassStarted(NOON.minusSeconds(1800)));
  }

  private void enrolled(Caller pupil) {
    room.when(SERVER, new EnrollMember(pupil.user(), pupil.name()));
  }

  private List<Interval> intervals(Caller pupil) {
    Attendance attendance = room.state().attendance().get(pupil.user());
    return attendance == null ? List.of() : attendance.intervals();
  }

  private static Interval interval(long from, long to) {
    return new Interval(NOON.plusSeconds(from), Optional.of(NOON.plusSeconds(to)));
  }

  private static Admission as(ClassroomRole role, long since) {
    return Admission.as(role.topicRole(), since);
  }

  private static SetRules rules(
      @Nullable Boolean chat,
      @Nullable Boolean hands,
      @Nullable Boolean microphones,
      @Nullable Boolean lobby) {
    return new SetRules(
        Optional.ofNullable(chat),
        Optional.ofNullable(hands),
        Optional.ofNullable(microphones),
        Optional.ofNullable(lobby),
        Optional.empty());
  }

  private static Caller person(String id, String name, Role role) {
    return new Caller(new UserId(id), name, role, SCHOOL);
  }
}
