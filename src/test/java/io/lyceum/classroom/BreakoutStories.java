package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.Seat;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What may happen in a class that is split, and may be again. */
final class BreakoutStories {
  static final Caller TEACHER = person("tea", Role.TEACHER);
  static final List<String> PUPILS = List.of("ada", "bob", "eve");
  private static final List<Caller> PEOPLE =
      List.of(
          TEACHER,
          TEACHER,
          TEACHER,
          Caller.system(new SchoolId("demo")),
          person("ada", Role.STUDENT),
          person("bob", Role.STUDENT),
          person("eve", Role.STUDENT));

  /**
   * @param flows whether the flow has caught up after this
   */
  record Step(Caller who, What what, ClassroomCommand command, int seconds, boolean flows) {}

  enum What {
    ARRIVES,
    LEAVES,
    COMMANDS,
    TIME_COMES
  }

  private BreakoutStories() {}

  static Arbitrary<List<Step>> stories() {
    return Combinators.combine(
            Arbitraries.of(PEOPLE),
            Arbitraries.of(
                What.ARRIVES,
                What.LEAVES,
                What.COMMANDS,
                What.COMMANDS,
                What.COMMANDS,
                What.COMMANDS,
                What.TIME_COMES),
            commands(),
            Arbitraries.integers().between(0, 20),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(50);
  }

  private static Arbitrary<ClassroomCommand> commands() {
    Arbitrary<UserId> users = Arbitraries.of("tea", "ada", "bob", "eve").map(UserId::new);
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 3);
    Arbitrary<ClassroomCommand> open =
        Combinators.combine(
                numbers,
                Arbitraries.integers().between(5, 60).map(Duration::ofSeconds),
                Combinators.combine(users, numbers).as(Seat::new).list().ofMaxSize(2),
                Arbitraries.of(true, false))
            .as(BreakoutCommand.OpenBreakout::new);
    Arbitrary<ClassroomCommand> seat =
        Combinators.combine(users, numbers.optional(0.7)).as(BreakoutCommand.SeatMember::new);
    return Arbitraries.oneOf(
        List.of(
            open,
            open,
            open,
            seat,
            seat,
            Arbitraries.of(
                new BreakoutCommand.CloseBreakout(),
                new BreakoutCommand.AskForHelp(),
                new BreakoutCommand.AskForHelp(),
                new BreakoutCommand.AnnounceToRooms("Hurry")),
            numbers.map(BreakoutCommand.AnswerHelp::new),
            users.map(u -> new ClassroomCommand.EnrollMember(u, u.value())),
            users.map(ClassroomCommand.AdmitMember::new),
            users.map(ClassroomCommand.SendBackMember::new),
            users.map(ClassroomCommand.RemoveMember::new),
            Combinators.combine(users, Arbitraries.of(ClassroomRole.ASSISTANT, ClassroomRole.PUPIL))
                .as(ClassroomCommand.ChangeMemberRole::new)));
  }

  static Caller person(String id, Role role) {
    return new Caller(new UserId(id), id, role, new SchoolId("demo"));
  }
}
