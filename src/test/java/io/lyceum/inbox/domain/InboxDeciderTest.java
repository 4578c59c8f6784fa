package io.lyceum.inbox.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.inbox.domain.InboxCommand.RingFor;
import io.lyceum.inbox.domain.InboxCommand.SettleCall;
import io.lyceum.inbox.domain.InboxCommand.TakeCall;
import io.lyceum.inbox.domain.InboxEvent.CallRang;
import io.lyceum.inbox.domain.InboxEvent.CallSettled;
import io.lyceum.inbox.domain.InboxEvent.CallTaken;
import io.lyceum.testkit.DeciderFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InboxDeciderTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Ring RING =
      new Ring(new UserId("ada"), "Ada", "video", 0, NOON.plusSeconds(45));

  private final DeciderFixture<InboxState, InboxCommand, InboxEvent> inbox =
      DeciderFixture.of(new InboxDecider(), new TopicId(SCHOOL, "inbox", "bob"));

  @Test
  void an_inbox_is_its_owners_alone_and_only_the_server_puts_something_in() {
    Caller bob = new Caller(new UserId("bob"), "Bob", Role.PARENT, SCHOOL);
    Caller eve = new Caller(new UserId("eve"), "Eve", Role.SUPER_ADMIN, SCHOOL);
    assertThat(inbox.admission(bob)).isEqualTo(Admission.as(InboxDecider.OWNER));
    assertThat(inbox.admission(eve)).isEqualTo(Admission.refuse(InboxRejection.NOT_YOURS));
    inbox.when(bob, new TakeCall("c1")).then(InboxRejection.SERVER_ONLY);
  }

  @Test
  void a_call_rings_once_is_taken_once_and_settled_once() {
    inbox
        .at(NOON)
        .when(SERVER, new RingFor("c1", RING))
        .then(new CallRang("c1", RING))
        .when(SERVER, new RingFor("c1", RING))
        .then()
        .when(SERVER, new TakeCall("c1"))
        .then(new CallTaken("c1"))
        .when(SERVER, new TakeCall("c1"))
        .then()
        .when(SERVER, new RingFor("c1", RING))
        .then()
        .when(SERVER, new SettleCall("c1", "left"))
        .then(new CallSettled("c1", "left"))
        .when(SERVER, new SettleCall("c1", "left"))
        .then();
    assertThat(inbox.state()).isEqualTo(InboxState.of("bob"));
  }

  @Test
  void who_is_in_a_call_or_rung_by_one_is_busy() {
    inbox
        .at(NOON)
        .when(SERVER, new RingFor("c1", RING))
        .when(SERVER, new RingFor("c2", RING))
        .then(InboxRejection.BUSY)
        .when(SERVER, new TakeCall("c1"))
        .when(SERVER, new RingFor("c2", RING))
        .then(InboxRejection.BUSY)
        .when(SERVER, new SettleCall("c1", "left"))
        .when(SERVER, new RingFor("c2", RING))
        .then(new CallRang("c2", RING));
  }

  @Test
  void what_should_have_stopped_ringing_keeps_nobody_busy_and_does_not_begin() {
    Ring later = new Ring(new UserId("eve"), "Eve", "audio", 2, NOON.plusSeconds(90));
    inbox
        .at(NOON)
        .when(SERVER, new RingFor("c1", RING))
        .after(Duration.ofSeconds(45))
        .when(SERVER, new RingFor("c2", later))
        .then(new CallRang("c2", later))
        .when(SERVER, new RingFor("c3", RING))
        .then();
  }
}
