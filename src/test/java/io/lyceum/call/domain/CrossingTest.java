package io.lyceum.call.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.call.domain.CallCommand.AnswerCall;
import io.lyceum.call.domain.CallCommand.AnswerCrossed;
import io.lyceum.call.domain.CallCommand.EndCall;
import io.lyceum.call.domain.CallCommand.GiveWay;
import io.lyceum.call.domain.CallCommand.InitiateCall;
import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.Crossing.Pair;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CrossingTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller ADA = person("ada");
  private static final Caller BOB = person("bob");
  private static final Caller EVE = person("eve");
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final DeciderFixture<CallState, CallCommand, CallEvent> call = fresh("c1");

  @Property
  void whoever_looks_finds_the_same_crossing_of_two_calls_and_none_of_others(
      @ForAll("ids") String one,
      @ForAll("ids") String other,
      @ForAll("people") UserId from,
      @ForAll("people") UserId to,
      @ForAll("people") UserId otherFrom,
      @ForAll("people") UserId otherTo) {
    if (one.equals(other)) {
      return;
    }
    Pair pair = new Pair(from, to);
    Pair otherPair = new Pair(otherFrom, otherTo);
    Optional<Crossing> crossing = Crossing.of(one, pair, other, otherPair);
    assertThat(Crossing.of(other, otherPair, one, pair)).isEqualTo(crossing);
    assertThat(crossing.isPresent()).isEqualTo(from.equals(otherTo) && to.equals(otherFrom));
    crossing.ifPresent(
        found -> {
          assertThat(List.of(one, other)).contains(found.stays(), found.yields());
          assertThat(found.stays()).isLessThan(found.yields());
          assertThat(found.comesIn()).isEqualTo(found.yields().equals(one) ? from : otherFrom);
        });
  }

  /** Both calls may be found crossed, each more than once, and in between somebody gives up. */
  @Property(tries = 500)
  void however_often_two_calls_are_told_that_they_cross_the_two_are_in_one_at_most(
      @ForAll("tellings") List<String> tellings) {
    DeciderFixture<CallState, CallCommand, CallEvent> stays = placed("c1", ADA, BOB);
    DeciderFixture<CallState, CallCommand, CallEvent> yields = placed("c2", BOB, ADA);
    boolean gaveUp = false;
    for (String telling : tellings) {
      switch (telling) {
        case "crossed" -> {
          if (yields.when(SERVER, new GiveWay()).decision() instanceof Decision.Accepted<?>) {
            stays.when(SERVER, new AnswerCrossed(BOB.user()));
          }
        }
        case "ada gives up" -> stays.when(ADA, new EndCall());
        case "bob gives up" -> yields.when(BOB, new EndCall());
        default -> throw new AssertionError(telling);
      }
      gaveUp |= !telling.equals("crossed");
      assertThat(stays.state().isIn(BOB.user()) && yields.state().isLive()).isFalse();
    }
    if (!gaveUp && !tellings.isEmpty()) {
      assertThat(stays.state().isIn(ADA.user())).isTrue();
      assertThat(stays.state().isIn(BOB.user())).isTrue();
      assertThat(yields.state().ended().map(CallEnded::outcome)).contains(CallOutcome.CROSSED);
      assertThat(stays.history()).filteredOn(MemberEntered.class::isInstance).hasSize(1);
    }
  }

  @Example
  void a_call_that_gives_way_is_over_and_says_so_twice_without_a_change() {
    place(call, ADA, BOB)
        .when(SERVER, new GiveWay())
        .then(
            new MemberDeclined(BOB.user(), Decline.CROSSED),
            new MemberLeft(ADA.user(), NOON, Duration.ZERO),
            new CallEnded(CallOutcome.CROSSED, NOON, Duration.ZERO))
        .when(SERVER, new GiveWay())
        .then()
        .when(SERVER, new AnswerCrossed(BOB.user()))
        .then(CallRejection.OVER);
    assertThat(Crossing.pair(call.state())).contains(new Pair(ADA.user(), BOB.user()));
  }

  @Example
  void who_called_at_the_same_time_comes_in_once() {
    place(call, ADA, BOB)
        .when(SERVER, new AnswerCrossed(EVE.user()))
        .then(CallRejection.NOT_RINGING)
        .when(SERVER, new AnswerCrossed(BOB.user()))
        .then(new MemberEntered(BOB.user(), "bob", 1, NOON))
        .when(SERVER, new AnswerCrossed(BOB.user()))
        .then();
  }

  @Example
  void a_call_that_was_answered_or_given_up_does_not_give_way() {
    place(call, ADA, BOB).when(BOB, new AnswerCall());
    assertThat(Crossing.pair(call.state())).isEmpty();
    call.when(SERVER, new GiveWay())
        .then(CallRejection.ANSWERED_ALREADY)
        .when(ADA, new EndCall())
        .when(SERVER, new GiveWay())
        .then(CallRejection.OVER);
    assertThat(Crossing.pair(call.state())).isEmpty();
  }

  @Example
  void a_call_of_three_is_crossed_by_none_and_only_the_server_tells_of_a_crossing() {
    place(call, ADA, BOB, EVE);
    assertThat(Crossing.pair(call.state())).isEmpty();
    call.when(BOB, new GiveWay())
        .then(CallRejection.SERVER_ONLY)
        .when(BOB, new AnswerCrossed(BOB.user()))
        .then(CallRejection.SERVER_ONLY);
  }

  private static DeciderFixture<CallState, CallCommand, CallEvent> placed(
      String id, Caller from, Caller to) {
    return place(fresh(id), from, to);
  }

  private static DeciderFixture<CallState, CallCommand, CallEvent> place(
      DeciderFixture<CallState, CallCommand, CallEvent> call, Caller from, Caller... to) {
    List<CallPerson> others = Stream.of(to).map(CrossingTest::of).toList();
    return call.at(NOON).when(SERVER, new InitiateCall(of(from), others, CallMedia.VIDEO));
  }

  private static DeciderFixture<CallState, CallCommand, CallEvent> fresh(String id) {
    return DeciderFixture.of(
        new CallDecider(Duration.ofSeconds(45)), new TopicId(SCHOOL, "call", id));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of("0a", "0b", "1", "a", "b");
  }

  @Provide
  Arbitrary<UserId> people() {
    return Arbitraries.of("ada", "bob", "eve").map(UserId::new);
  }

  @Provide
  Arbitrary<List<String>> tellings() {
    return Arbitraries.of("crossed", "crossed", "crossed", "ada gives up", "bob gives up")
        .list()
        .ofMaxSize(6);
  }

  private static CallPerson of(Caller caller) {
    return new CallPerson(caller.user(), caller.name());
  }

  private static Caller person(String id) {
    return new Caller(new UserId(id), id, Role.STUDENT, SCHOOL);
  }
}
