package io.lyceum.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.call.domain.CallCommand;
import io.lyceum.call.domain.CallDecider;
import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.CallMedia;
import io.lyceum.call.domain.CallMember;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.call.domain.CallState;
import io.lyceum.call.domain.MemberStatus;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.testkit.JournalChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people and time do to a call, in whatever order. */
class CallPropertiesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller STRANGER = person("zoe");
  private static final CallDecider RULES = new CallDecider(Duration.ofSeconds(45));

  private static final List<Caller> PEOPLE =
      List.of(SERVER, person("ada"), person("bob"), person("cyd"), person("eve"), STRANGER);

  /** Someone comes, goes (seen last some seconds ago) or commands, or it is time, later. */
  record Step(Caller who, What what, CallCommand command, int seconds, int unseen) {}

  enum What {
    ARRIVES,
    LEAVES,
    TIME_COMES,
    COMMANDS
  }

  private DeciderFixture<CallState, CallCommand, CallEvent> call = fresh();

  @Property(tries = 500)
  void no_story_makes_an_illegal_call(
      @ForAll("others") List<CallPerson> to, @ForAll("stories") List<Step> story) {
    place(to);
    for (Step step : story) {
      boolean over = call.state().ended().isPresent();
      int before = call.history().size();
      play(step);
      if (over && step.what() == What.COMMANDS) {
        assertThat(call.history()).hasSize(before);
      }
      if (step.who().equals(STRANGER) && step.what() == What.COMMANDS) {
        assertThat(call.decision()).isInstanceOf(Decision.Rejected.class);
      }
      assertLegal(call.state());
    }
    assertThat(call.replayed()).isEqualTo(call.state());
  }

  @Property(tries = 200)
  void left_alone_every_call_ends(
      @ForAll("others") List<CallPerson> to, @ForAll("stories") List<Step> story) {
    place(to);
    story.forEach(this::play);
    call.state().people().forEach(member -> call.whenLeaves(person(member.id().value())));
    for (int i = 0; i < 6 && call.state().isLive(); i++) {
      call.at(RULES.alarm(call.state()).orElseThrow()).whenTimeComes();
    }
    assertThat(call.state().isLive()).isFalse();
  }

  @Property(tries = 200)
  void nobody_has_talked_longer_than_the_call(
      @ForAll("others") List<CallPerson> to, @ForAll("stories") List<Step> story) {
    place(to);
    story.forEach(this::play);
    Duration all = call.state().ended().map(CallEvent.CallEnded::talked).orElse(Duration.ofDays(1));
    for (CallMember member : call.state().people()) {
      Duration talked =
          call.history().stream()
              .filter(e -> e instanceof MemberLeft left && left.user().equals(member.id()))
              .map(e -> ((MemberLeft) e).talked())
              .reduce(Duration.ZERO, Duration::plus);
      assertThat(talked).isBetween(Duration.ZERO, all);
    }
  }

  @Property(tries = 200)
  void what_is_stored_is_read_back(
      @ForAll("others") List<CallPerson> to, @ForAll("stories") List<Step> story) {
    place(to);
    story.forEach(this::play);
    call.history().forEach(e -> JournalChecks.assertEventSurvives(CallTopic.journal(), e));
    JournalChecks.assertStateSurvives(CallTopic.journal(), call.state());
  }

  private static DeciderFixture<CallState, CallCommand, CallEvent> fresh() {
    return DeciderFixture.of(RULES, new TopicId(SCHOOL, "call", "c1"));
  }

  private void place(List<CallPerson> to) {
    call = fresh();
    CallPerson ada = new CallPerson(new UserId("ada"), "ada");
    call.when(SERVER, new CallCommand.InitiateCall(ada, to, CallMedia.VIDEO));
    assertThat(call.state().isLive()).isTrue();
  }

  private void play(Step step) {
    call.after(Duration.ofSeconds(step.seconds()));
    Instant now = call.now();
    switch (step.what()) {
      case ARRIVES -> call.whenArrives(step.who());
      case LEAVES -> call.at(now.minusSeconds(step.unseen())).whenLeaves(step.who()).at(now);
      case TIME_COMES -> call.whenTimeComes();
      case COMMANDS -> call.when(step.who(), step.command());
    }
  }

  private static void assertLegal(CallState state) {
    List<CallMember> in =
        state.people().stream().filter(member -> member.is(MemberStatus.IN)).toList();
    List<CallMember> ringing =
        state.people().stream().filter(member -> member.is(MemberStatus.RINGING)).toList();
    if (state.isLive()) {
      assertThat(in).isNotEmpty();
      assertThat(in.size() + ringing.size()).isGreaterThanOrEqualTo(2);
      assertThat(RULES.alarm(state)).isPresent();
    } else {
      assertThat(in).isEmpty();
      assertThat(ringing).isEmpty();
      assertThat(RULES.alarm(state)).isEmpty();
    }
    assertThat(in).allMatch(member -> member.epoch() > 0);
    state
        .ended()
        .ifPresent(
            end ->
                state
                    .connectedAt()
                    .ifPresentOrElse(
                        at -> assertThat(end.talked()).isEqualTo(Duration.between(at, end.at())),
                        () -> assertThat(end.talked()).isZero()));
  }

  @Provide
  Arbitrary<List<CallPerson>> others() {
    return Arbitraries.of("bob", "cyd", "eve")
        .map(id -> new CallPerson(new UserId(id), id))
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    return Combinators.combine(
            Arbitraries.of(PEOPLE),
            Arbitraries.of(
                What.ARRIVES, What.LEAVES, What.TIME_COMES, What.COMMANDS, What.COMMANDS),
            commands(),
            Arbitraries.of(0, 0, 1, 7, 31, 301),
            Arbitraries.integers().between(0, 15))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<CallCommand> commands() {
    return Arbitraries.of(
        new CallCommand.AnswerCall(),
        new CallCommand.AnswerCall(),
        new CallCommand.JoinCall(),
        new CallCommand.JoinCall(),
        new CallCommand.RejectCall(),
        new CallCommand.EndCall(),
        new CallCommand.ReportBusy(new UserId("bob")),
        new CallCommand.AnswerCrossed(new UserId("bob")),
        new CallCommand.GiveWay());
  }

  private static Caller person(String id) {
    return new Caller(new UserId(id), id, Role.STUDENT, SCHOOL);
  }
}
