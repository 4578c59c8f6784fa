package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.BenchPeople;
import io.lyceum.identity.Person;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestIdentity;
import io.lyceum.testkit.TestSocket;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A school in the walk: somebody of each role, rooms they are in, rooms they are not in. */
final class WalkSchool {
  /** Ids of one teacher's things; {@code child} and {@code parent} are linked or can be. */
  record Rooms(
      String classId,
      String classCode,
      String quizId,
      String quizCode,
      String chatId,
      String callId,
      String owner,
      String course,
      String learner,
      String child,
      String parent) {
    Rooms withParent(String another) {
      return new Rooms(
          classId, classCode, quizId, quizCode, chatId, callId, owner, course, learner, child,
          another);
    }

    /** The topics of these rooms, each with its kind. */
    List<Map.Entry<String, String>> topics() {
      return List.of(
          Map.entry("class", "class:" + classId),
          Map.entry("chat", "chat:" + chatId),
          Map.entry("quiz", "quiz:" + quizId),
          Map.entry("call", "call:" + callId),
          Map.entry("inbox", "inbox:" + owner),
          Map.entry("progress", "progress:" + learner + "/" + course));
    }
  }

  static final List<Role> ROLES =
      Arrays.stream(Role.values()).filter(role -> role != Role.SYSTEM).toList();

  static final List<Role> CALLED = List.of(Role.STUDENT, Role.ADMIN, Role.SUPER_ADMIN);

  private final TestDatabase database;
  private final BenchPeople tokens;
  private final String server;
  private final SchoolId id;
  private final Map<Role, Person> people = new EnumMap<>(Role.class);
  private final Map<Role, RestClient> clients = new EnumMap<>(Role.class);

  /** Stands in every name, title and text of the school, so that it is known wherever it is met. */
  final String marker;

  final Rooms own;
  final Rooms other;

  /**
   * @param known people that are there already
   */
  WalkSchool(TestDatabase database, int port, SchoolId id, String course, Map<Role, String> known) {
    this.database = database;
    this.server = "127.0.0.1:" + port;
    this.id = id;
    this.marker = "zq" + id.value() + "marker";
    this.tokens = BenchPeople.in(database.dataSource(), TestIdentity.settings(), Clock.systemUTC());
    sql("insert into school (id, name) values (?, ?) on conflict do nothing", id.value(), marker);
    for (Role role : ROLES) {
      String user = known.getOrDefault(role, role.wire() + "." + id.value());
      Person person = person(user, role);
      people.put(role, person);
      clients.put(role, as(person));
    }
    Person stranger = person("stranger." + id.value(), Role.TEACHER);
    Person child = person("child." + id.value(), Role.STUDENT);
    Person parent = person("mother." + id.value(), Role.PARENT);
    this.own = rooms(who(Role.TEACHER), course, user(Role.STUDENT), child, parent);
    this.other =
        rooms(as(stranger), course, known.isEmpty() ? child.id().value() : "bob", child, parent);
    enter();
  }

  RestClient who(Role role) {
    return Objects.requireNonNull(clients.get(role));
  }

  /** Has everybody whose role lets them come into the own rooms do so. */
  private void enter() {
    for (Role role : ROLES) {
      if (role != Role.TEACHER && Permissions.of(role).contains(Permission.JOIN_CLASSES)) {
        done(who(role).call("post", "/v1/live-classes/join", Map.of("code", own.classCode())));
        done(who(role).call("post", "/v1/quizzes/join", Map.of("code", own.quizCode())));
      }
    }
  }

  private Rooms rooms(
      RestClient teacher, String course, String learner, Person child, Person parent) {
    JsonNode lesson = done(teacher.call("post", "/v1/live-classes", Map.of("title", marker)));
    Map<String, Object> question =
        Map.of("type", "boolean", "text", marker, "solution", true, "seconds", 600, "points", 1);
    Map<String, Object> quiz =
        Map.of("title", marker, "scoring", "accuracy", "questions", List.of(question));
    JsonNode made = done(teacher.call("post", "/v1/quizzes", quiz));
    List<String> members =
        teacher.equals(who(Role.TEACHER))
            ? ROLES.stream()
                .filter(role -> Permissions.of(role).contains(Permission.OPEN_CHATS))
                .map(this::user)
                .toList()
            : List.of();
    Map<String, Object> group = Map.of("type", "group", "name", marker, "members", members);
    String chat = done(teacher.call("post", "/v1/chats", group)).path("id").asText();
    tell(teacher, "chat:" + chat, "message:send", Map.of("text", marker));
    tell(teacher, "quiz:" + made.path("id").asText(), "quiz:open", Map.of());
    tell(teacher, "quiz:" + made.path("id").asText(), "question:next", Map.of());
    return new Rooms(
        lesson.path("id").asText(),
        lesson.path("code").asText(),
        made.path("id").asText(),
        made.path("code").asText(),
        chat,
        call(teacher, parent),
        teacher.call("get", "/v1/auth/me").data().path("id").asText(),
        course,
        learner,
        child.id().value(),
        parent.id().value());
  }

  /** Of a teacher with those of the school's people a call can hold and their account lets call. */
  private String call(RestClient teacher, Person other) {
    List<String> to =
        teacher.equals(who(Role.TEACHER))
            ? CALLED.stream().map(this::user).toList()
            : List.of(other.id().value());
    return done(teacher.call("post", "/v1/calls", Map.of("to", to))).path("id").asText();
  }

  private static void tell(RestClient who, String topic, String type, Map<String, ?> data) {
    Map<String, Object> command = Map.of("id", TestSocket.newId(), "type", type, "data", data);
    done(who.call("post", "/v1/topics/" + topic + "/commands", command));
  }

  /** A course and a learner in it, as far as tables go. */
  WalkSchool withCourse() {
    sql(
        "insert into course (school, id, title, teacher, teacher_name, lessons, quizzes)"
            + " values (?, ?, ?, ?, ?, '[]', 0)",
        id.value(),
        own.course(),
        marker,
        user(Role.TEACHER),
        marker);
    sql(
        "insert into course_progress (school, course, learner, learner_name) values (?, ?, ?, ?)",
        id.value(),
        own.course(),
        user(Role.STUDENT),
        marker);
    return this;
  }

  private String user(Role role) {
    return Objects.requireNonNull(people.get(role)).id().value();
  }

  private RestClient as(Person person) {
    return new RestClient(server, tokens.token(person));
  }

  private Person person(String user, Role role) {
    sql(
        "insert into person (id, school, email, name, role, password_hash) values (?, ?, ?, ?, ?,"
            + " '-') on conflict do nothing",
        user,
        id.value(),
        user + "@walk.example",
        user + " " + marker,
        role.wire());
    return new Person(new UserId(user), user + " " + marker, role, id);
  }

  private void sql(String statement, Object... values) {
    database.jdbi().useHandle(handle -> handle.execute(statement, values));
  }

  private static JsonNode done(RestClient.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.data();
  }
}
