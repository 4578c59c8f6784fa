package io.lyceum.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.classroom.domain.AttachedQuiz;
import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomRules;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.topic.Relay;
import io.lyceum.topic.View;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassroomFramesTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final UserId TEA = new UserId("tea");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final ClassroomFrames frames =
      new ClassroomFrames(InstantSource.fixed(NOON.plusSeconds(100)), true);
  private final DeciderFixture<ClassroomState, ClassroomCommand, ClassroomEvent> room =
      DeciderFixture.of(new ClassroomDecider(), new TopicId(new SchoolId("demo"), "class", "c1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class:start | {} | StartClass[]
          class:end | {} | EndClass[]
          hand:raise | {} | RaiseHand[]
          hand:lower | {} | LowerHand[user=Optional.empty]
          hand:lower | {"user":"ada"} | LowerHand[user=Optional[UserId[value=ada]]]
          hand:accept | {"user":"ada"} | AcceptHand[user=UserId[value=ada]]
          member:mute | {"user":"ada","muted":true} | MuteMember[user=UserId[value=ada], muted=true]
          member:spotlight | {"user":"ada","on":false} | SpotlightMember[user=UserId[value=ada], on=false]
          member:admit | {"user":"ada"} | AdmitMember[user=UserId[value=ada]]
          lobby:admit | {} | AdmitAll[]
          member:deny | {"user":"ada"} | DenyMember[user=UserId[value=ada]]
          breakout:open | {"rooms":2,"seconds":60} | OpenBreakout[rooms=2, time=PT1M, seats=[], deal=false]
          breakout:open | {"rooms":2,"seconds":60,"seats":[{"user":"ada","room":1}],"others":"deal"} | OpenBreakout[rooms=2, time=PT1M, seats=[Seat[user=UserId[value=ada], room=1]], deal=true]
          breakout:seat | {"user":"ada"} | SeatMember[user=UserId[value=ada], room=Optional.empty]
          breakout:close | {} | CloseBreakout[]
          breakout:announce | {"text":"Hurry"} | AnnounceToRooms[text=Hurry]
          help:ask | {} | AskForHelp[]
          help:answer | {"room":2} | AnswerHelp[room=2]
          member:sendback | {"user":"ada"} | SendBackMember[user=UserId[value=ada]]
          member:remove | {"user":"ada"} | RemoveMember[user=UserId[value=ada]]
          member:role | {"user":"ada","role":"assistant"} | ChangeMemberRole[user=UserId[value=ada], role=ASSISTANT]
          rules:set | {"lobby":true} | SetRules[chat=Optional.empty, hands=Optional.empty, microphones=Optional.empty, lobby=Optional[true], manyScreens=Optional.empty]
          screen:start | {} | StartScreen[]
          screen:stop | {} | StopScreen[user=Optional.empty]
          screen:stop | {"user":"ada"} | StopScreen[user=Optional[UserId[value=ada]]]
          screen:permit | {"user":"ada","on":true} | PermitScreen[user=UserId[value=ada], on=true]
          """)
  void a_clients_command_is_read(String type, String data, String command) throws Exception {
    assertThat(frames.commands().read(type, Json.parse(data), false)).hasToString(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class:start | {"x":1} | x
          hand:lower | {"user":"no body"} | user
          member:mute | {"user":"ada"} | muted
          member:mute | {"muted":true} | user
          member:spotlight | {"user":"ada","on":"yes"} | on
          member:admit | {} | user
          member:role | {"user":"ada","role":"teacher"} | role
          rules:set | {"chat":1} | chat
          breakout:open | {"rooms":0,"seconds":60} | rooms
          breakout:open | {"rooms":1,"seconds":60,"others":"all"} | others
          breakout:open | {"rooms":1,"seconds":60,"seats":[{"user":"ada"}]} | seats[0].room
          breakout:announce | {"text":" "} | text
          """)
  void a_wrong_field_is_named(String type, String data, String field) {
    assertThat(refusedFields(type, data, false)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class:create | {"title":"A","code":"ABC234","teacher":{"id":"tea","name":"Tea"}} | CreateClass[title=A, code=ABC234, courseId=Optional.empty, teacher=Teacher[id=UserId[value=tea], name=Tea], lobby=false]
          member:enroll | {"user":"ada","name":"Ada"} | EnrollMember[user=UserId[value=ada], name=Ada]
          quiz:attach | {"quiz":"q","title":"Q"} | AttachQuiz[quiz=AttachedQuiz[id=q, title=Q]]
          quiz:detach | {"quiz":"q"} | DetachQuiz[quiz=q]
          room:arrange | {"classId":"c","number":1,"title":"A","teacher":{"id":"tea","name":"Tea"},"people":[{"user":"ada","name":"Ada","assistant":false}]} | ArrangeRoom[of=RoomOf[classId=c, number=1], title=A, teacher=Teacher[id=UserId[value=tea], name=Tea], people=[RoomPerson[user=UserId[value=ada], name=Ada, assistant=false]]]
          """)
  void the_servers_own_commands_are_unknown_to_clients(String type, String data, String command)
      throws Exception {
    assertThat(frames.commands().read(type, Json.parse(data), true)).hasToString(command);
    InvalidFields refused =
        catchThrowableOfType(
            InvalidFields.class, () -> frames.commands().read(type, Json.parse(data), false));
    assertThat(refused.rejection().code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
  }

  @Test
  void a_class_without_a_teacher_is_not_created() {
    assertThat(refusedFields("class:create", "{\"title\":\"A\",\"code\":\"B\"}", true))
        .containsExactly("teacher");
    assertThat(
            refusedFields(
                "class:create",
                "{\"title\":\"A\",\"code\":\"B\",\"teacher\":{\"id\":\"x\"}}",
                true))
        .containsExactly("teacher");
  }

  @Test
  void those_inside_see_the_class() {
    String inside = "teacher assistant pupil";
    shown(
        new ClassroomEvent.ClassCreated(founding(), NOON),
        inside,
        "class:created {\"teacher\":{\"id\":\"tea\",\"name\":\"Tea\"},\"title\":\"Algebra\"}");
    shown(
        new ClassroomEvent.MemberEnrolled(ADA, "Ada", true, 2),
        inside,
        "member:enrolled {\"name\":\"Ada\",\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.MemberJoined(ADA, "Ada", ClassroomRole.PUPIL, NOON),
        inside,
        "member:joined {\"name\":\"Ada\",\"role\":\"pupil\",\"user\":\"ada\"}");
    shown(new ClassroomEvent.MemberLeft(ADA, NOON), inside, "member:left {\"user\":\"ada\"}");
    shown(new ClassroomEvent.MemberAdmitted(ADA, 2), inside, "member:admitted {\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.MemberSentBack(ADA, 2, NOON),
        inside,
        "member:sentback {\"user\":\"ada\"}");
    shown(new ClassroomEvent.MemberRemoved(ADA, NOON), inside, "member:removed {\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.MemberRoleChanged(ADA, ClassroomRole.ASSISTANT, 2),
        inside,
        "member:role {\"role\":\"assistant\",\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.HandRaised(ADA, "Ada", NOON),
        inside,
        "hand:raised {\"name\":\"Ada\",\"user\":\"ada\"}");
    shown(new ClassroomEvent.HandLowered(ADA), inside, "hand:lowered {\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.MemberMuted(ADA, true),
        inside,
        "member:muted {\"muted\":true,\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.MemberSpotlighted(ADA, true),
        inside,
        "member:spotlighted {\"on\":true,\"user\":\"ada\"}");
    shown(new ClassroomEvent.ScreenStarted(ADA, NOON), inside, "screen:started {\"user\":\"ada\"}");
    shown(new ClassroomEvent.ScreenStopped(ADA), inside, "screen:stopped {\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.ScreenPermitted(ADA, true),
        inside,
        "screen:permitted {\"on\":true,\"user\":\"ada\"}");
    shown(
        new ClassroomEvent.RulesSet(ClassroomRules.USUAL, List.of(ADA), 2),
        inside,
        "rules:set {\"chat\":true,\"hands\":true,\"lobby\":false,\"manyScreens\":false,\"microphones\":true}");
    shown(
        new ClassroomEvent.QuizOpened(new AttachedQuiz("q", "Q")),
        inside,
        "quiz:opened {\"quiz\":\"q\",\"title\":\"Q\"}");
    shown(new ClassroomEvent.QuizClosed("q"), inside, "quiz:closed {\"quiz\":\"q\"}");
  }

  @Test
  void who_is_turned_away_is_told_and_nobody_else_in_the_lobby() {
    ClassroomEvent denied = new ClassroomEvent.MemberDenied(ADA);
    shown(denied, "teacher assistant pupil", "member:denied {\"user\":\"ada\"}");
    View own = frames.views(denied).getLast();
    TopicRole waiting = ClassroomRole.WAITING.topicRole();
    assertThat(own.audience().includes(new Viewer(ADA, waiting))).isTrue();
    assertThat(own.audience().includes(new Viewer(BOB, waiting))).isFalse();
  }

  @Test
  void the_lobby_hears_only_that_the_class_starts_and_ends() {
    shown(
        new ClassroomEvent.ClassStarted(NOON),
        "teacher assistant pupil waiting",
        "class:started {}");
    shown(new ClassroomEvent.ClassEnded(NOON), "teacher assistant pupil waiting", "class:ended {}");
  }

  @Test
  void only_staff_see_the_lobby() {
    shown(
        new ClassroomEvent.LobbyEntered(ADA, "Ada"),
        "teacher assistant",
        "member:waiting {\"name\":\"Ada\",\"user\":\"ada\"}");
    shown(new ClassroomEvent.LobbyLeft(ADA), "teacher assistant", "member:left {\"user\":\"ada\"}");
  }

  @Test
  void the_plan_for_picture_and_voice_is_for_the_server_alone() {
    story();
    assertThat(
            frames.report(
                room.state(), "media", new Viewer(TEA, ClassroomRole.TEACHER.topicRole())))
        .isEmpty();
    assertThat(frames.report(room.state(), "media", new Viewer(TEA, TopicRole.SYSTEM)))
        .get()
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            plan ->
                assertThat(Json.write(plan.events().getFirst()))
                    .contains("\"open\":true")
                    .contains(
                        "{\"user\":\"ada\",\"rights\":{\"audio\":false,\"video\":false,\"screen\":false},\"recorded\":false}")
                    .contains(
                        "{\"user\":\"tea\",\"rights\":{\"audio\":true,\"video\":true,\"screen\":false},\"recorded\":false}")
                    .doesNotContain("bob"));
  }

  @Test
  void how_somebody_hears_is_told_to_staff_alone() throws Exception {
    story();
    Viewer ada = new Viewer(ADA, ClassroomRole.PUPIL.topicRole());
    JsonNode data = json("{\"quality\":\"bad\",\"loss\":30,\"hears\":false}");
    Relay relay =
        Fields.read(data, fields -> frames.signal(room.state(), ada, "quality:report", fields));
    assertThat(relay)
        .isInstanceOfSatisfying(
            Relay.To.class,
            to -> {
              assertThat(to.audience().includes(ada)).isFalse();
              assertThat(to.audience().includes(new Viewer(TEA, ClassroomRole.TEACHER.topicRole())))
                  .isTrue();
              assertThat(Json.write(to.data())).isEqualTo(data.toString());
            });
    room.given(new ClassroomEvent.ClassEnded(NOON));
    assertThat(
            Fields.<Relay>read(
                data, fields -> frames.signal(room.state(), ada, "quality:report", fields)))
        .isInstanceOf(Relay.Refused.class);
  }

  @Test
  void staff_are_told_the_code_and_who_waits_and_pupils_are_not() throws Exception {
    story();
    assertThat(snapshot(TEA, ClassroomRole.TEACHER))
        .isEqualTo(
            json(
                """
                {"title":"Algebra","status":"running","teacher":{"id":"tea","name":"Tea"},"code":"ABC234",
                 "startedAt":"2026-01-05T12:00:00Z","rules":{"chat":true,"hands":true,"microphones":true,"lobby":true,"manyScreens":false},
                 "screens":[],
                 "hands":[{"user":"ada","name":"Ada","at":"2026-01-05T12:00:10Z"}],
                 "members":[{"id":"ada","name":"Ada","role":"pupil","muted":true,"spotlit":false,"presenter":false}],
                 "waiting":[{"id":"bob","name":"Bob"}],"quiz":{"id":"q","title":"Q"},"media":true}
                """));
    JsonNode pupils = snapshot(ADA, ClassroomRole.PUPIL);
    assertThat(pupils.has("code")).isFalse();
    assertThat(pupils.has("waiting")).isFalse();
    assertThat(pupils.get("members")).hasSize(1);
  }

  @Test
  void the_lobby_is_told_the_title_and_that_one_waits() throws Exception {
    story();
    assertThat(snapshot(BOB, ClassroomRole.WAITING))
        .isEqualTo(json("{\"title\":\"Algebra\",\"status\":\"running\",\"waiting\":true}"));
    assertThat(frames.showsPresence(ClassroomRole.WAITING.topicRole())).isFalse();
    assertThat(frames.showsPresence(ClassroomRole.PUPIL.topicRole())).isTrue();
  }

  @Test
  void attendance_is_reported_to_staff_only_and_counts_until_now() {
    story();
    assertThat(report(ClassroomRole.ASSISTANT).get())
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            accepted ->
                assertThat(Json.write(accepted.events().getFirst()))
                    .isEqualTo(
                        "[{\"user\":\"ada\",\"name\":\"Ada\",\"seconds\":95,\"intervals\":[{\"from\":\"2026-01-05T12:00:05Z\"}]}]"));
    assertThat(report(ClassroomRole.PUPIL).get()).isInstanceOf(Decision.Rejected.class);
    assertThat(report(ClassroomRole.WAITING).get()).isInstanceOf(Decision.Rejected.class);
    assertThat(
            frames.report(
                room.state(), "other", new Viewer(TEA, ClassroomRole.TEACHER.topicRole())))
        .isEmpty();
  }

  private Optional<Decision<Object>> report(ClassroomRole role) {
    return frames.report(room.state(), "attendance", new Viewer(TEA, role.topicRole()));
  }

  /** Ada is in with her hand up, muted; Bob waits in the lobby; a quiz is open. */
  private void story() {
    room.given(
        new ClassroomEvent.ClassCreated(founding(), NOON),
        new ClassroomEvent.ClassStarted(NOON),
        new ClassroomEvent.MemberEnrolled(ADA, "Ada", false, 3),
        new ClassroomEvent.MemberJoined(TEA, "Tea", ClassroomRole.TEACHER, NOON),
        new ClassroomEvent.MemberJoined(ADA, "Ada", ClassroomRole.PUPIL, NOON.plusSeconds(5)),
        new ClassroomEvent.MemberMuted(ADA, true),
        new ClassroomEvent.HandRaised(ADA, "Ada", NOON.plusSeconds(10)),
        new ClassroomEvent.RulesSet(
            new ClassroomRules(true, true, true, true, false), List.of(), 8),
        new ClassroomEvent.MemberEnrolled(BOB, "Bob", true, 9),
        new ClassroomEvent.LobbyEntered(BOB, "Bob"),
        new ClassroomEvent.QuizOpened(new AttachedQuiz("q", "Q")));
  }

  private static Founding founding() {
    return new Founding("Algebra", "ABC234", Optional.empty(), new Teacher(TEA, "Tea"));
  }

  private void shown(ClassroomEvent event, String roles, String frame) {
    View view = frames.views(event).getFirst();
    // Maps of the wire have no order; the test reads them sorted.
    assertThat(view.type() + " " + sorted(view.data())).isEqualTo(frame);
    assertThat(
            Arrays.stream(ClassroomRole.values())
                .map(ClassroomRole::topicRole)
                .filter(role -> view.audience().includes(new Viewer(BOB, role)))
                .map(role -> role.name()))
        .containsExactly(roles.split(" "));
  }

  private static String sorted(Object data) {
    return Json.write(
        Json.MAPPER.convertValue(
            data,
            new com.fasterxml.jackson.core.type.TypeReference<
                java.util.TreeMap<String, Object>>() {}));
  }

  private JsonNode snapshot(UserId user, ClassroomRole role) throws IOException {
    return json(Json.write(frames.snapshot(room.state(), new Viewer(user, role.topicRole()))));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.parse(text);
  }

  private List<String> refusedFields(String type, String data, boolean fromServer) {
    InvalidFields refused =
        catchThrowableOfType(
            InvalidFields.class, () -> frames.commands().read(type, Json.parse(data), fromServer));
    return refused.rejection().details().stream().map(FieldProblem::field).toList();
  }
}
