package io.lyceum.call.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.call.domain.CallCommand.AnswerCall;
import io.lyceum.call.domain.CallCommand.EndCall;
import io.lyceum.call.domain.CallCommand.InitiateCall;
import io.lyceum.call.domain.CallCommand.JoinCall;
import io.lyceum.call.domain.CallCommand.RejectCall;
import io.lyceum.call.domain.CallCommand.ReportBusy;
import io.lyceum.call.domain.CallEvent.CallChecked;
import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallEvent.MemberArrived;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.CallEvent.MemberVanished;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallDeciderTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller ADA = person("ada");
  private static final Caller BOB = person("bob");
  private static final Caller EVE = person("eve");
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration RING = Duration.ofSeconds(45);
  private static final Instant RINGS_UNTIL = NOON.plus(RING);

  private final DeciderFixture<CallState, CallCommand, CallEvent> call =
      DeciderFixture.of(new CallDecider(RING), new TopicId(SCHOOL, "call", "c1"));

  @Test
  void a_call_is_placed_by_the_server_only_and_once() {
    InitiateCall initiate = new InitiateCall(of(ADA), List.of(of(BOB)), CallMedia.VIDEO);
    assertThat(call.admission(ADA)).isEqualTo(Admission.refuse(CallRejection.NO_SUCH_CALL));
    call.at(NOON)
        .when(SERVER, new ReportBusy(BOB.user()))
        .then(CallRejection.NO_SUCH_CALL)
        .when(SERVER, initiate)
        .then(new CallInitiated(of(ADA), List.of(of(BOB)), CallMedia.VIDEO, NOON, RINGS_UNTIL))
        .when(SERVER, initiate)
        .then(CallRejection.ALREADY_INITIATED)
        .when(ADA, initiate)
        .then(CallRejection.SERVER_ONLY);
    assertThat(call.admission(BOB)).isEqualTo(Admission.as(CallDecider.MEMBER));
    assertThat(call.admission(EVE)).isEqualTo(Admission.refuse(CallRejection.NO_SUCH_CALL));
  }

  @Test
  void one_calls_one_to_three_others() {
    call.when(SERVER, new InitiateCall(of(ADA), List.of(of(ADA)), CallMedia.AUDIO))
        .thenInvalid("to")
        .when(SERVER, new InitiateCall(of(ADA), List.of(of(BOB), of(BOB)), CallMedia.AUDIO))
        .thenInvalid("to")
        .when(
            SERVER,
            new InitiateCall(
                of(ADA),
                Stream.of("b", "c", "d", "e").map(id -> of(person(id))).toList(),
                CallMedia.AUDIO))
        .thenInvalid("to");
  }

  @Test
  void it_is_answered_on_one_device_and_refused_on_the_next() {
    placed(BOB)
        .after(Duration.ofSeconds(4))
        .when(BOB, new AnswerCall())
        .then(new MemberEntered(BOB.user(), "bob", 1, NOON.plusSeconds(4)))
        .when(BOB, new AnswerCall())
        .then(CallRejection.ANSWERED_ALREADY)
        .when(ADA, new AnswerCall())
        .then(CallRejection.ANSWERED_ALREADY);
    assertThat(call.state().connectedAt()).contains(NOON.plusSeconds(4));
  }

  @Test
  void who_hangs_up_ends_a_call_of_two_and_both_have_talked_from_the_answer_on() {
    talking()
        .after(Duration.ofMillis(61_500))
        .when(BOB, new EndCall())
        .then(
            new MemberLeft(BOB.user(), NOON.plusMillis(65_500), Duration.ofMillis(61_500)),
            new MemberLeft(ADA.user(), NOON.plusMillis(65_500), Duration.ofMillis(61_500)),
            new CallEnded(CallOutcome.ANSWERED, NOON.plusMillis(65_500), Duration.ofMillis(61_500)))
        .when(ADA, new EndCall())
        .then()
        .when(ADA, new JoinCall())
        .then(CallRejection.OVER);
  }

  @Test
  void a_rejected_call_is_over_and_rejecting_twice_is_harmless() {
    placed(BOB)
        .when(BOB, new RejectCall())
        .then(
            new MemberDeclined(BOB.user(), Decline.REJECTED),
            new MemberLeft(ADA.user(), NOON, Duration.ZERO),
            new CallEnded(CallOutcome.REJECTED, NOON, Duration.ZERO))
        .when(BOB, new RejectCall())
        .then(CallRejection.OVER);
    assertThat(call.state().isLive()).isFalse();
  }

  @Test
  void a_busy_person_is_reported_by_the_server_alone() {
    placed(BOB)
        .when(ADA, new ReportBusy(BOB.user()))
        .then(CallRejection.SERVER_ONLY)
        .when(SERVER, new ReportBusy(EVE.user()))
        .then(CallRejection.NOT_RINGING)
        .when(SERVER, new ReportBusy(BOB.user()))
        .then(
            new MemberDeclined(BOB.user(), Decline.BUSY),
            new MemberLeft(ADA.user(), NOON, Duration.ZERO),
            new CallEnded(CallOutcome.BUSY, NOON, Duration.ZERO));
  }

  @Test
  void it_rings_until_its_time_is_over() {
    placed(BOB).whenArrives(ADA);
    assertThat(new CallDecider(RING).alarm(call.state())).contains(RINGS_UNTIL);
    call.at(RINGS_UNTIL.minusMillis(1))
        .whenTimeComes()
        .then()
        .at(RINGS_UNTIL.plusMillis(1))
        .when(BOB, new AnswerCall())
        .then(CallRejection.TOO_LATE)
        .at(RINGS_UNTIL)
        .whenTimeComes()
        .then(
            new MemberDeclined(BOB.user(), Decline.MISSED),
            new MemberLeft(ADA.user(), RINGS_UNTIL, Duration.ZERO),
            new CallEnded(CallOutcome.MISSED, RINGS_UNTIL, Duration.ZERO));
    assertThat(new CallDecider(RING).alarm(call.state())).isEmpty();
  }

  @Test
  void who_called_may_give_up() {
    placed(BOB)
        .when(ADA, new EndCall())
        .then(
            new MemberLeft(ADA.user(), NOON, Duration.ZERO),
            new MemberDeclined(BOB.user(), Decline.MISSED),
            new CallEnded(CallOutcome.CANCELLED, NOON, Duration.ZERO));
  }

  @Test
  void a_call_of_three_goes_on_without_one_and_takes_them_back() {
    placed(BOB, EVE)
        .when(BOB, new AnswerCall())
        .when(EVE, new RejectCall())
        .then(new MemberDeclined(EVE.user(), Decline.REJECTED))
        .when(EVE, new AnswerCall())
        .then(CallRejection.NOT_RINGING)
        .when(EVE, new JoinCall())
        .then(new MemberEntered(EVE.user(), "eve", 1, NOON))
        .after(Duration.ofSeconds(10))
        .when(ADA, new EndCall())
        .then(new MemberLeft(ADA.user(), NOON.plusSeconds(10), Duration.ofSeconds(10)))
        .when(ADA, new JoinCall())
        .then(new MemberEntered(ADA.user(), "ada", 2, NOON.plusSeconds(10)));
  }

  @Test
  void a_device_that_joins_puts_the_one_before_it_out() {
    talking()
        .when(BOB, new JoinCall())
        .then(new MemberEntered(BOB.user(), "bob", 2, NOON.plusSeconds(4)));
    assertThat(call.state().member(BOB.user()).map(CallMember::epoch)).contains(2);
  }

  @Test
  void who_lost_their_last_socket_was_in_until_last_seen() {
    talking().whenArrives(ADA).whenArrives(BOB).then(new MemberArrived(BOB.user()));
    call.at(NOON.plusSeconds(30))
        .whenLeaves(BOB)
        .then(
            new MemberVanished(BOB.user()),
            new MemberLeft(BOB.user(), NOON.plusSeconds(30), Duration.ofSeconds(26)),
            new MemberLeft(ADA.user(), NOON.plusSeconds(30), Duration.ofSeconds(26)),
            new CallEnded(CallOutcome.ANSWERED, NOON.plusSeconds(30), Duration.ofSeconds(26)));
  }

  @Test
  void a_device_that_comes_in_and_never_follows_the_call_is_lost() {
    talking().whenArrives(ADA);
    Instant latest = NOON.plusSeconds(4).plus(TalkingRules.TO_ARRIVE);
    assertThat(new CallDecider(RING).alarm(call.state())).contains(latest);
    call.at(latest)
        .whenTimeComes()
        .then(
            new MemberLeft(BOB.user(), NOON.plusSeconds(4), Duration.ZERO),
            new MemberLeft(ADA.user(), NOON.plusSeconds(4), Duration.ZERO),
            new CallEnded(CallOutcome.ANSWERED, NOON.plusSeconds(4), Duration.ZERO));
  }

  @Test
  void a_call_that_goes_on_is_looked_after_now_and_then() {
    talking().whenArrives(ADA).whenArrives(BOB);
    Instant check = NOON.plusSeconds(4).plus(CallDecider.CHECK);
    Optional<Instant> alarm = new CallDecider(RING).alarm(call.state());
    assertThat(alarm).contains(check);
    call.at(check).whenTimeComes().then(new CallChecked(check));
    assertThat(new CallDecider(RING).alarm(call.state())).contains(check.plus(CallDecider.CHECK));
  }

  @Test
  void the_server_is_nobody_to_talk_to() {
    placed(BOB).when(SERVER, new AnswerCall()).then(CallRejection.PEOPLE_ONLY);
  }

  private DeciderFixture<CallState, CallCommand, CallEvent> placed(Caller... others) {
    List<CallPerson> to = Stream.of(others).map(CallDeciderTest::of).toList();
    return call.at(NOON).when(SERVER, new InitiateCall(of(ADA), to, CallMedia.VIDEO));
  }

  private DeciderFixture<CallState, CallCommand, CallEvent> talking() {
    return placed(BOB).after(Duration.ofSeconds(4)).when(BOB, new AnswerCall());
  }

  private static CallPerson of(Caller caller) {
    return new CallPerson(caller.user(), caller.name());
  }

  private static Caller person(String id) {
    return new Caller(new UserId(id), id, Role.STUDENT, SCHOOL);
  }
}
