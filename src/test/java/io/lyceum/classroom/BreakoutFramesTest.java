package io.lyceum.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.classroom.domain.BreakoutRoom;
import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.RoomOf;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.Decision;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.topic.View;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;

/** Staff see who is in which room, a pupil only where they are. */
class BreakoutFramesTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final UserId TEA = new UserId("tea");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final List<BreakoutRoom> ROOMS =
      List.of(new BreakoutRoom(1, "c1.5.1"), new BreakoutRoom(2, "c1.5.2"));
  private static final BreakoutEvent OPENED =
      new BreakoutEvent.BreakoutOpened(
          ROOMS, NOON.plusSeconds(600), HashTreePMap.<UserId, Integer>empty().plus(ADA, 2));

  private final ClassroomFrames frames = new ClassroomFrames(InstantSource.fixed(NOON), true);
  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room =
      DeciderFixture.of(new ClassroomDecider(), new TopicId(new SchoolId("demo"), "class", "c1"));

  @Test
  void only_staff_are_told_who_goes_where() throws IOException {
    assertThat(seen(OPENED, TEA, ClassroomRole.TEACHER))
        .isEqualTo(
            json(
                """
                {"until":"2026-01-05T12:10:00Z","rooms":[{"number":1,"id":"c1.5.1","members":[]},
                 {"number":2,"id":"c1.5.2","members":["ada"]}]}
                """));
    assertThat(seen(OPENED, BOB, ClassroomRole.PUPIL))
        .isEqualTo(
            json(
                """
                {"until":"2026-01-05T12:10:00Z","rooms":[{"number":1,"id":"c1.5.1"},{"number":2,"id":"c1.5.2"}]}
                """));
    assertThat(frames.views(OPENED).getLast().own()).containsOnlyKeys(ADA);
    assertThat(seen(OPENED, ADA, ClassroomRole.WAITING).isMissingNode()).isTrue();
  }

  @Test
  void a_seat_is_told_to_its_pupil_and_to_staff() throws IOException {
    BreakoutEvent seated = new BreakoutEvent.MemberSeated(ADA, Optional.of(1));
    JsonNode told = json("{\"user\":\"ada\",\"room\":1}");
    assertThat(seen(seated, TEA, ClassroomRole.ASSISTANT)).isEqualTo(told);
    assertThat(seen(seated, ADA, ClassroomRole.PUPIL)).isEqualTo(told);
    assertThat(seen(seated, BOB, ClassroomRole.PUPIL).isMissingNode()).isTrue();
    // Sent back to the lobby, they lose their seat, and see no more of the class than that they
    // wait.
    assertThat(seen(seated, ADA, ClassroomRole.WAITING).isMissingNode()).isTrue();
    assertThat(
            seen(new BreakoutEvent.MemberSeated(ADA, Optional.empty()), ADA, ClassroomRole.PUPIL))
        .isEqualTo(json("{\"user\":\"ada\"}"));
  }

  @Test
  void a_call_for_help_is_heard_by_staff_and_seen_by_who_called() throws IOException {
    BreakoutEvent asked = new BreakoutEvent.HelpAsked(2, ADA, "Ada", NOON);
    BreakoutEvent answered = new BreakoutEvent.HelpAnswered(2, ADA);
    assertThat(seen(asked, TEA, ClassroomRole.TEACHER))
        .isEqualTo(json("{\"room\":2,\"user\":\"ada\",\"name\":\"Ada\"}"));
    assertThat(seen(answered, ADA, ClassroomRole.PUPIL))
        .isEqualTo(json("{\"room\":2,\"user\":\"ada\"}"));
    assertThat(seen(asked, BOB, ClassroomRole.PUPIL).isMissingNode()).isTrue();
  }

  @Test
  void what_is_said_in_all_rooms_is_said_to_all_inside() throws IOException {
    BreakoutEvent said = new BreakoutEvent.RoomsAnnounced(TEA, "Tea", "Hurry");
    assertThat(seen(said, BOB, ClassroomRole.PUPIL))
        .isEqualTo(json("{\"user\":\"tea\",\"name\":\"Tea\",\"text\":\"Hurry\"}"));
    assertThat(seen(said, BOB, ClassroomRole.WAITING).isMissingNode()).isTrue();
  }

  @Test
  void who_comes_back_is_told_where_they_were() throws IOException {
    story();
    JsonNode pupils = snapshot(ADA, ClassroomRole.PUPIL).path("breakout");
    assertThat(pupils.path("room").asInt()).isEqualTo(2);
    assertThat(pupils.at("/rooms/1/members").isMissingNode()).isTrue();
    assertThat(pupils.at("/help/0/room").asInt()).isEqualTo(2);
    JsonNode others = snapshot(BOB, ClassroomRole.PUPIL).path("breakout");
    assertThat(others.has("room")).isFalse();
    assertThat(others.path("help")).isEmpty();
    JsonNode staffs = snapshot(TEA, ClassroomRole.TEACHER).path("breakout");
    assertThat(staffs.at("/rooms/1/members/0").asText()).isEqualTo("ada");
    assertThat(staffs.at("/help/0/name").asText()).isEqualTo("Ada");
  }

  @Test
  void a_room_says_of_which_class_it_is_and_has_no_code() throws IOException {
    room.given(
        new ClassroomEvent.ClassCreated(
            new Founding(
                "Algebra, room 2",
                "",
                Optional.empty(),
                new Teacher(TEA, "Tea"),
                Optional.of(new RoomOf("c1", 2))),
            NOON));
    JsonNode snapshot = snapshot(TEA, ClassroomRole.TEACHER);
    assertThat(snapshot.path("room")).isEqualTo(json("{\"classId\":\"c1\",\"number\":2}"));
    assertThat(snapshot.has("code")).isFalse();
  }

  @Test
  void how_rooms_ought_to_be_is_for_the_server_alone() {
    story();
    assertThat(
            frames.report(
                room.state(),
                BreakoutPlan.REPORT,
                new Viewer(TEA, ClassroomRole.TEACHER.topicRole())))
        .isEmpty();
    assertThat(frames.report(room.state(), BreakoutPlan.REPORT, new Viewer(TEA, TopicRole.SYSTEM)))
        .get()
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            plan ->
                assertThat(Json.write(plan.events().getFirst()))
                    .contains("\"id\":\"c1.5.2\"")
                    .contains("{\"user\":\"ada\",\"name\":\"Ada\",\"assistant\":false}")
                    .contains("{\"user\":\"bob\",\"name\":\"Bob\",\"assistant\":true}"));
  }

  /** Ada is in the second of two rooms, which asks for help; Bob is an assistant. */
  private void story() {
    room.given(
        new ClassroomEvent.ClassCreated(
            new Founding("Algebra", "ABC234", Optional.empty(), new Teacher(TEA, "Tea")), NOON),
        new ClassroomEvent.MemberEnrolled(ADA, "Ada", false, 2),
        new ClassroomEvent.MemberEnrolled(BOB, "Bob", false, 3),
        new ClassroomEvent.MemberRoleChanged(BOB, ClassroomRole.ASSISTANT, 4),
        OPENED,
        new BreakoutEvent.HelpAsked(2, ADA, "Ada", NOON));
  }

  /** The data of the event as this viewer gets it; missing if they do not. */
  private JsonNode seen(ClassroomEvent event, UserId user, ClassroomRole role) throws IOException {
    Viewer viewer = new Viewer(user, role.topicRole());
    for (View view : frames.views(event)) {
      if (view.audience().includes(viewer)) {
        return json(Json.write(view.data()));
      }
    }
    return MissingNode.getInstance();
  }

  private JsonNode snapshot(UserId user, ClassroomRole role) throws IOException {
    return json(Json.write(frames.snapshot(room.state(), new Viewer(user, role.topicRole()))));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.parse(text);
  }
}
