package io.lyceum.topic.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

class PresenceNewsTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final TopicRole PUPIL = new TopicRole("pupil");
  private static final TopicRole TEACHER = new TopicRole("teacher");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final ActorRef<TopicUpdate> FEED = TestInbox.<TopicUpdate>create().getRef();

  private final Roster roster = new Roster();
  private final PresenceNews news = new PresenceNews(new TopicId(SCHOOL, "class", "8b"), _ -> true);

  @Test
  void a_crowd_that_comes_back_within_the_grace_is_told_the_same_text() {
    seat("s1", "ada", "Ada", PUPIL);
    seat("s2", "bob", "Bob", PUPIL);
    String told = news.members(roster);
    assertThat(told).contains("Ada", "Bob");

    roster.unseat(new SessionId("s1"), NOON, GRACE);
    seat("s3", "ada", "Ada", PUPIL);
    assertThat(news.members(roster)).isSameAs(told);
  }

  @Test
  void every_coming_going_role_and_name_is_told_to_the_next() {
    seat("s1", "ada", "Ada", PUPIL);
    assertThat(news.members(roster)).doesNotContain("Bob");
    seat("s2", "bob", "Bob", PUPIL);
    assertThat(news.members(roster)).contains("Bob").doesNotContain("teacher");
    seat("s2", "bob", "Bob", TEACHER);
    assertThat(news.members(roster)).contains("teacher");
    seat("s2", "bob", "Robert", TEACHER);
    assertThat(news.members(roster)).contains("Robert");

    roster.unseat(new SessionId("s1"), NOON, GRACE);
    roster.expired(NOON.plus(GRACE));
    assertThat(news.members(roster)).doesNotContain("Ada");
    roster.expect(new Caller(new UserId("eve"), "Eve", Role.STUDENT, SCHOOL), PUPIL, NOON, NOON);
    assertThat(news.members(roster)).contains("Eve");
  }

  private void seat(String session, String user, String name, TopicRole role) {
    Caller caller = new Caller(new UserId(user), name, Role.STUDENT, SCHOOL);
    roster.seat(new Roster.Sitting(new SessionId(session), caller, role, FEED));
  }
}
