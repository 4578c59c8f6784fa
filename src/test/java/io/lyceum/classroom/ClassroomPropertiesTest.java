package io.lyceum.classroom;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.AttachedQuiz;
import io.lyceum.classroom.domain.Attendance.Interval;
import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.MediaRules;
import io.lyceum.classroom.domain.Participant;
import io.lyceum.classroom.domain.RaisedHand;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.testkit.JournalChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people do in a class, in whatever order. */
class ClassroomPropertiesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller TEACHER = person("tea", Role.TEACHER);
  private static final List<Caller> PEOPLE =
      List.of(
          SERVER,
          TEACHER,
          TEACHER,
          person("ada", Role.STUDENT),
          person("bob", Role.STUDENT),
          person("eve", Role.STUDENT));

  /** Someone comes, goes (seen last some seconds ago) or commands, some seconds later. */
  record Step(Caller who, What what, ClassroomCommand command, int seconds, int unseen) {}

  enum What {
    ARRIVES,
    LEAVES,
    COMMANDS
  }

  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room =
      DeciderFixture.of(new ClassroomDecider(), new TopicId(SCHOOL, "class", "c1"));

  @Property(tries = 400)
  void no_story_makes_an_illegal_class(@ForAll("stories") List<Step> story) {
    begin();
    for (Step step : story) {
      boolean stranger =
          !step.who().isSystem() && !room.state().people().containsKey(step.who().user());
      play(step);
      if (stranger && step.what() == What.COMMANDS) {
        assertThat(room.decision()).isInstanceOf(Decision.Rejected.class);
      }
      assertLegal(room.state());
    }
    assertThat(room.replayed()).isEqualTo(room.state());
  }

  @Property(tries = 200)
  void what_is_stored_is_read_back(@ForAll("stories") List<Step> story) {
    begin();
    story.forEach(this::play);
    room.history().forEach(e -> JournalChecks.assertEventSurvives(ClassroomTopic.journal(), e));
    JournalChecks.assertStateSurvives(ClassroomTopic.journal(), room.state());
  }

  private void begin() {
    Teacher teacher = new Teacher(TEACHER.user(), "tea");
    room.when(
        SERVER,
        new ClassroomCommand.CreateClass("Algebra", "ABC234", Optional.of("m1"), teacher, false));
  }

  private void play(Step step) {
    room.after(Duration.ofSeconds(step.seconds()));
    Instant now = room.now();
    switch (step.what()) {
      case ARRIVES -> room.whenArrives(step.who());
      case LEAVES -> room.at(now.minusSeconds(step.unseen())).whenLeaves(step.who()).at(now);
      case COMMANDS -> room.when(step.who(), step.command());
    }
  }

  private static void assertLegal(ClassroomState state) {
    List<UserId> hands = state.hands().stream().map(RaisedHand::user).toList();
    assertThat(hands).doesNotHaveDuplicates();
    assertThat(hands).allMatch(u -> state.people().containsKey(u));
    assertThat(hands).noneMatch(u -> requireNonNull(state.people().get(u)).isWaiting());
    assertThat(hands.isEmpty() || (state.isRunning() && state.rules().hands())).isTrue();
    MediaRules.rights(state)
        .forEach(
            (user, right) -> {
              Participant person = requireNonNull(state.people().get(user));
              assertThat(state.isRunning() && person.isInside()).isTrue();
              assertThat(right.voice() && person.muted()).isFalse();
              assertThat(right.picture()).isEqualTo(person.role().isStaff() || person.spotlit());
            });
    List<Participant> sharing =
        state.people().values().stream().filter(Participant::sharing).toList();
    assertThat(sharing)
        .allMatch(p -> state.isRunning() && p.isInside())
        .allMatch(p -> p.role().isStaff() || p.spotlit() || p.presenter())
        .hasSizeLessThanOrEqualTo(state.rules().manyScreens() ? 4 : 1);
    assertThat(requireNonNull(state.people().get(TEACHER.user())).role())
        .isEqualTo(ClassroomRole.TEACHER);
    state
        .attendance()
        .forEach(
            (user, attendance) -> {
              boolean inside =
                  state.people().containsKey(user) && state.people().get(user).isInside();
              assertThat(attendance.isOpen()).isEqualTo(state.isRunning() && inside);
              assertOrdered(state, attendance.intervals());
            });
  }

  private static void assertOrdered(ClassroomState state, List<Interval> intervals) {
    Instant earliest = state.startedAt().orElseThrow();
    for (int i = 0; i < intervals.size(); i++) {
      Interval interval = intervals.get(i);
      assertThat(interval.from()).isAfterOrEqualTo(earliest);
      if (interval.to().isEmpty()) {
        assertThat(i).isEqualTo(intervals.size() - 1);
        return;
      }
      Instant to = interval.to().get();
      assertThat(to).isAfter(interval.from());
      assertThat(to).isBeforeOrEqualTo(state.endedAt().orElse(Instant.MAX));
      earliest = to;
    }
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    return Combinators.combine(
            Arbitraries.of(PEOPLE),
            Arbitraries.of(What.ARRIVES, What.LEAVES, What.COMMANDS, What.COMMANDS, What.COMMANDS),
            commands(),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 15))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static Arbitrary<ClassroomCommand> commands() {
    Arbitrary<UserId> users = Arbitraries.of("tea", "ada", "bob", "eve").map(UserId::new);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Optional<Boolean>> rules = flags.optional(0.4);
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(new ClassroomCommand.StartClass()),
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(3, (ClassroomCommand) new ClassroomCommand.RaiseHand()),
                net.jqwik.api.Tuple.of(1, new ClassroomCommand.EndClass())),
            Arbitraries.just(new ClassroomCommand.RaiseHand()),
            users.optional().map(ClassroomCommand.LowerHand::new),
            users.map(u -> new ClassroomCommand.EnrollMember(u, u.value())),
            users.map(u -> new ClassroomCommand.EnrollMember(u, u.value())),
            users.map(ClassroomCommand.AcceptHand::new),
            users.map(ClassroomCommand.AdmitMember::new),
            users.map(ClassroomCommand.DenyMember::new),
            Arbitraries.just(new ClassroomCommand.AdmitAll()),
            users.map(ClassroomCommand.SendBackMember::new),
            users.map(ClassroomCommand.RemoveMember::new),
            Combinators.combine(users, flags).as(ClassroomCommand.MuteMember::new),
            Combinators.combine(users, flags).as(ClassroomCommand.SpotlightMember::new),
            Combinators.combine(users, Arbitraries.of(ClassroomRole.ASSISTANT, ClassroomRole.PUPIL))
                .as(ClassroomCommand.ChangeMemberRole::new),
            Combinators.combine(rules, rules, rules, rules, rules)
                .as(ClassroomCommand.SetRules::new),
            Arbitraries.just(new ClassroomCommand.StartScreen()),
            users.optional().map(ClassroomCommand.StopScreen::new),
            Combinators.combine(users, flags).as(ClassroomCommand.PermitScreen::new),
            Arbitraries.of("q1", "q2")
                .map(q -> new ClassroomCommand.AttachQuiz(new AttachedQuiz(q, q))),
            Arbitraries.of("q1", "q2").map(ClassroomCommand.DetachQuiz::new)));
  }

  private static Caller person(String id, Role role) {
    return new Caller(new UserId(id), id, role, SCHOOL);
  }
}
