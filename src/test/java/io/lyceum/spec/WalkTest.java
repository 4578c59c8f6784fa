package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.FullNode;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.identity.DemoPeople;
import io.lyceum.spec.WalkRules.Place;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody of each role tries each operation and each command, in their own rooms, in other rooms
 * of the school and in another school's. What should come of it follows from the table of
 * permissions; a route or a command that is new to the walk fails it.
 */
class WalkTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static FullNode node;
  private static WalkSchool demo;
  private static WalkSchool south;

  private final WalkFindings findings = new WalkFindings();

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    demo =
        new WalkSchool(
            DATABASE,
            node.port(),
            DemoPeople.SCHOOL,
            "computing",
            Map.of(
                Role.STUDENT,
                "ada",
                Role.TEACHER,
                "teacher",
                Role.PARENT,
                "parent",
                Role.ADMIN,
                "admin"));
    south =
        new WalkSchool(DATABASE, node.port(), new SchoolId("south"), "weaving", Map.of())
            .withCourse();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void every_operation_is_as_the_table_of_permissions_says() {
    OperationWalk walk = new OperationWalk(demo, south, findings);
    OperationWalk.operations().forEach(walk::tryAll);
    findings.areNone();
  }

  @Test
  void every_command_is_as_the_rooms_say() {
    CommandWalk walk = new CommandWalk(node.port(), findings);
    for (Role role : WalkSchool.ROLES) {
      walk.topics(role, Place.OTHER_SCHOOL, demo, south.own, south.marker);
      walk.topics(role, Place.OTHER_SCHOOL, south, demo.own, demo.marker);
      walk.topics(role, Place.OTHER_ROOM, demo, demo.other, south.marker);
    }
    for (Role role : WalkSchool.ROLES) {
      walk.topics(role, Place.OWN, demo, demo.own, south.marker);
    }
    findings.areNone();
  }

  /** Else that they are met nowhere would say nothing. */
  @Test
  void what_marks_a_school_is_shown_to_its_own_people() {
    for (WalkSchool school : List.of(demo, south)) {
      for (String list : List.of("users", "live-classes", "quizzes", "chats")) {
        RestClient.Answer answer = school.who(Role.TEACHER).call("get", "/v1/" + list);
        assertThat(answer.response().body()).contains(school.marker);
      }
    }
    String courses = south.who(Role.TEACHER).call("get", "/v1/courses").response().body();
    assertThat(courses).contains(south.marker);
  }
}
