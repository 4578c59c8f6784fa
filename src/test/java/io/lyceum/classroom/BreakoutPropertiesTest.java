package io.lyceum.classroom;

import static io.lyceum.classroom.BreakoutStories.PUPILS;
import static io.lyceum.classroom.BreakoutStories.TEACHER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.BreakoutStories.Step;
import io.lyceum.classroom.BreakoutStories.What;
import io.lyceum.classroom.domain.Breakout;
import io.lyceum.classroom.domain.BreakoutRoom;
import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomCommand.ArrangeRoom;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutClosed;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.HelpRequest;
import io.lyceum.classroom.domain.MediaRules;
import io.lyceum.classroom.domain.Participant;
import io.lyceum.classroom.domain.RoomOf;
import io.lyceum.classroom.domain.RoomPerson;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.testkit.JournalChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens in a class that is split, whenever the flow gets to know of it. */
class BreakoutPropertiesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> split =
      fixture("c1");
  private final Map<String, DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent>>
      rooms = new HashMap<>();
  private int heard;

  @Property(tries = 300)
  void every_pupil_is_in_at_most_one_room_and_after_the_deadline_in_none(
      @ForAll("stories") List<Step> story) {
    begin();
    for (Step step : story) {
      play(step);
      split.state().breakout().ifPresent(breakout -> assertLegal(split.state(), breakout));
      if (step.what() == What.TIME_COMES) {
        assertThat(split.state().breakout().filter(open -> open.isOver(split.now()))).isEmpty();
      }
      assertThat(new ClassroomDecider().alarm(split.state()))
          .isEqualTo(split.state().breakout().map(Breakout::until));
    }
    assertThat(split.replayed()).isEqualTo(split.state());
  }

  @Property(tries = 150)
  void what_is_stored_is_read_back(@ForAll("stories") List<Step> story) {
    begin();
    story.forEach(this::play);
    split.history().forEach(e -> JournalChecks.assertEventSurvives(ClassroomTopic.journal(), e));
    JournalChecks.assertStateSurvives(ClassroomTopic.journal(), split.state());
  }

  @Property(tries = 300)
  void rooms_have_the_people_whom_the_class_has_seated_there_and_end_with_the_breakout(
      @ForAll("stories") List<Step> story) {
    begin();
    for (Step step : story) {
      play(step);
      if (step.flows()) {
        flow();
        assertArranged();
      }
    }
    flow();
    assertArranged();
    // Once more is no harm.
    heard = 0;
    Map<String, ClassroomState> before = states();
    flow();
    assertThat(states()).isEqualTo(before);
  }

  private void begin() {
    Teacher teacher = new Teacher(TEACHER.user(), "tea");
    split.when(
        SERVER, new ClassroomCommand.CreateClass("A", "ABC", Optional.empty(), teacher, false));
    for (String pupil : PUPILS) {
      split.when(SERVER, new ClassroomCommand.EnrollMember(new UserId(pupil), pupil));
      split.whenArrives(BreakoutStories.person(pupil, Role.STUDENT));
    }
    split.when(TEACHER, new ClassroomCommand.StartClass());
  }

  private void play(Step step) {
    split.after(Duration.ofSeconds(step.seconds()));
    switch (step.what()) {
      case ARRIVES -> split.whenArrives(step.who());
      case LEAVES -> split.whenLeaves(step.who());
      case COMMANDS -> split.when(step.who(), step.command());
      case TIME_COMES -> split.whenTimeComes();
    }
  }

  /** As the flow does: one event after the other, but with the plan as it is by now. */
  private void flow() {
    List<ClassroomEvent> events = split.history();
    for (ClassroomEvent event : events.subList(heard, events.size())) {
      if (event instanceof BreakoutClosed(List<BreakoutRoom> closed)) {
        closed.forEach(room -> room(room.id()).when(SERVER, new ClassroomCommand.EndClass()));
      } else {
        BreakoutPlan.of(split.state()).rooms().forEach(this::arrange);
      }
    }
    heard = events.size();
  }

  private void arrange(BreakoutPlan.Room room) {
    room(room.id())
        .when(
            SERVER,
            new ArrangeRoom(
                new RoomOf("c1", room.number()), room.title(), room.teacher(), room.people()));
  }

  private void assertArranged() {
    Map<String, BreakoutPlan.Room> planned =
        BreakoutPlan.of(split.state()).rooms().stream()
            .collect(Collectors.toMap(BreakoutPlan.Room::id, room -> room));
    List<UserId> pupils = new ArrayList<>();
    rooms.forEach(
        (id, room) -> {
          BreakoutPlan.Room plan = planned.get(id);
          assertThat(room.state().isRunning()).isEqualTo(plan != null);
          if (plan != null) {
            assertThat(people(room.state())).isEqualTo(Set.copyOf(plan.people()));
            pupilsOf(room.state()).forEach(pupils::add);
          }
        });
    assertThat(rooms.keySet()).containsAll(planned.keySet());
    assertThat(pupils).doesNotHaveDuplicates();
    Set<UserId> seated =
        split.state().breakout().map(open -> Set.copyOf(open.seats().keySet())).orElse(Set.of());
    assertThat(new HashSet<>(pupils)).isEqualTo(seated);
  }

  private static void assertLegal(ClassroomState state, Breakout breakout) {
    assertThat(state.isRunning()).isTrue();
    List<Integer> numbers = breakout.rooms().stream().map(BreakoutRoom::number).toList();
    breakout
        .seats()
        .forEach(
            (user, number) -> {
              Participant person = requireNonNull(state.people().get(user));
              assertThat(person.role()).isEqualTo(ClassroomRole.PUPIL);
              assertThat(numbers).contains(number);
            });
    assertThat(MediaRules.rights(state)).doesNotContainKeys(seated(breakout));
    assertThat(breakout.help()).extracting(HelpRequest::room).doesNotHaveDuplicates();
    assertThat(numbers).containsAll(breakout.help().stream().map(HelpRequest::room).toList());
  }

  private static UserId[] seated(Breakout breakout) {
    return breakout.seats().keySet().toArray(UserId[]::new);
  }

  private static Set<RoomPerson> people(ClassroomState room) {
    return room.people().entrySet().stream()
        .filter(person -> person.getValue().role() != ClassroomRole.TEACHER)
        .map(
            person ->
                new RoomPerson(
                    person.getKey(),
                    person.getValue().name(),
                    person.getValue().role() == ClassroomRole.ASSISTANT))
        .collect(Collectors.toSet());
  }

  private static List<UserId> pupilsOf(ClassroomState room) {
    return room.people().entrySet().stream()
        .filter(person -> person.getValue().role() == ClassroomRole.PUPIL)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, ClassroomState> states() {
    return rooms.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, room -> room.getValue().state()));
  }

  private DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room(String id) {
    return rooms.computeIfAbsent(id, BreakoutPropertiesTest::fixture).at(split.now());
  }

  private static DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> fixture(
      String id) {
    return DeciderFixture.of(new ClassroomDecider(), new TopicId(SCHOOL, "class", id));
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    return BreakoutStories.stories();
  }
}
