package io.lyceum.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallMedia;
import io.lyceum.call.domain.CallOutcome;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.call.domain.CallState;
import io.lyceum.call.domain.Decline;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallHistoryTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final CallPerson ADA = new CallPerson(new UserId("ada"), "Ada");
  private static final CallPerson BOB = new CallPerson(new UserId("bob"), "Bob");
  private static final CallPerson EVE = new CallPerson(new UserId("eve"), "Eve");

  private final CallHistoryProjection projection = new CallHistoryProjection();

  @Test
  void a_call_is_listed_for_everybody_it_was_for_newest_first() {
    place("c1", NOON);
    apply("c1", new CallEvent.MemberEntered(BOB.id(), "Bob", 1, NOON.plusSeconds(4)));
    apply("c1", new CallEvent.MemberDeclined(EVE.id(), Decline.MISSED));
    apply("c1", new CallEvent.MemberLeft(BOB.id(), NOON.plusSeconds(10), Duration.ofSeconds(6)));
    apply("c1", new CallEvent.MemberEntered(BOB.id(), "Bob", 2, NOON.plusSeconds(20)));
    apply("c1", new CallEvent.CallChecked(NOON.plusSeconds(30)));
    Duration left = Duration.ofMillis(20_250);
    apply("c1", new CallEvent.MemberLeft(BOB.id(), NOON.plusSeconds(40), left));
    apply("c1", new CallEvent.MemberLeft(ADA.id(), NOON.plusSeconds(40), Duration.ofSeconds(36)));
    CallOutcome answered = CallOutcome.ANSWERED;
    apply("c1", new CallEvent.CallEnded(answered, NOON.plusSeconds(40), Duration.ofSeconds(36)));
    place("c2", NOON.plusSeconds(60));
    List<CallHistory.Row> calls = listOf(EVE);
    assertThat(calls).extracting(CallHistory.Row::id).containsExactly("c2", "c1");
    assertThat(calls.getFirst().outcome()).isNull();
    assertThat(calls.getFirst().connectedAt()).isNull();
    assertThat(calls.getLast())
        .isEqualTo(
            new CallHistory.Row(
                "c1",
                "ada",
                "video",
                NOON,
                NOON.plusSeconds(4),
                NOON.plusSeconds(40),
                "answered",
                36_000,
                List.of(
                    new CallHistory.Member("ada", "Ada", "left", 36_000),
                    new CallHistory.Member("bob", "Bob", "left", 26_250),
                    new CallHistory.Member("eve", "Eve", "missed", 0))));
    assertThat(listOf(new CallPerson(new UserId("zoe"), "Zoe"))).isEmpty();
    database.jdbi().useHandle(h -> CallHistory.forget(h, SCHOOL, EVE.id()));
    assertThat(listOf(EVE)).isEmpty();
    assertThat(listOf(BOB)).hasSize(2);
  }

  private void place(String id, Instant at) {
    List<CallPerson> to = List.of(BOB, EVE);
    apply(id, new CallEvent.CallInitiated(ADA, to, CallMedia.VIDEO, at, at.plusSeconds(45)));
  }

  private static List<CallHistory.Row> listOf(CallPerson person) {
    return database.jdbi().withHandle(h -> CallHistory.of(h, SCHOOL, person.id()));
  }

  private void apply(String id, CallEvent event) {
    JournalCodec<CallState, CallEvent> codec = CallTopic.journal();
    StoredEvent stored =
        new StoredEvent(
            new TopicId(SCHOOL, "call", id),
            1,
            codec.manifest(event),
            ADA.id(),
            NOON,
            codec.write(event));
    database.jdbi().useTransaction(handle -> projection.apply(handle, stored));
  }
}
