package io.lyceum.call.domain;

import io.lyceum.call.domain.CallCommand.AnswerCall;
import io.lyceum.call.domain.CallCommand.AnswerCrossed;
import io.lyceum.call.domain.CallCommand.EndCall;
import io.lyceum.call.domain.CallCommand.GiveWay;
import io.lyceum.call.domain.CallCommand.InitiateCall;
import io.lyceum.call.domain.CallCommand.JoinCall;
import io.lyceum.call.domain.CallCommand.RejectCall;
import io.lyceum.call.domain.CallCommand.ReportBusy;
import io.lyceum.call.domain.CallEvent.CallChecked;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of a call. Ringing, answering and leaving are facts of the journal, so a call outlives
 * the node it is on; the media themselves go past the server, from device to device.
 */
public final class CallDecider implements Decider<CallState, CallCommand, CallEvent> {
  public static final TopicRole MEMBER = new TopicRole("member");

  /** A mesh of more sends every picture too often; a class is for that. */
  public static final int MOST_OTHERS = 3;

  /**
   * A call that goes on is looked after this often. With nothing else due, a crash that took
   * everybody along would leave it live for ever.
   */
  static final Duration CHECK = Duration.ofMinutes(5);

  private final Duration ring;

  /**
   * The rules with their one setting.
   *
   * @param ring how long it rings; stored in each call
   */
  public CallDecider(Duration ring) {
    this.ring = ring;
  }

  @Override
  public CallState initial(TopicId topic) {
    return CallState.initial();
  }

  @Override
  public CallState evolve(CallState state, CallEvent event) {
    return state.evolve(event);
  }

  @Override
  public Decision<CallEvent> decide(CallState state, CallCommand command, Context context) {
    if (command instanceof InitiateCall initiate) {
      return RingingRules.initiate(state, initiate, context, ring);
    }
    if (state.placed().isEmpty()) {
      return Decision.reject(CallRejection.NO_SUCH_CALL);
    }
    // Two may hang up at once, and a call that gave way is told so twice.
    boolean late = state.ended().isPresent() && !(command instanceof GiveWay);
    if (late) {
      return command instanceof EndCall ? Decision.accept() : Decision.reject(CallRejection.OVER);
    }
    return switch (command) {
      case InitiateCall _ -> Decision.reject(CallRejection.ALREADY_INITIATED);
      case GiveWay _ -> Crossing.giveWay(state, context);
      case AnswerCrossed(UserId user) -> Crossing.answer(state, user, context);
      case ReportBusy report -> RingingRules.busy(state, report, context);
      case AnswerCall _ -> own(state, context, me -> RingingRules.answer(state, me, context));
      case RejectCall _ -> own(state, context, me -> RingingRules.reject(state, me, context));
      case JoinCall _ -> own(state, context, me -> TalkingRules.join(state, me, context));
      case EndCall _ -> own(state, context, me -> TalkingRules.end(state, me, context));
    };
  }

  private static Decision<CallEvent> own(
      CallState state, Context context, Function<CallMember, Decision<CallEvent>> rule) {
    return state
        .member(context.caller().user())
        .map(rule)
        .orElseGet(() -> Decision.reject(CallRejection.PEOPLE_ONLY));
  }

  @Override
  public Admission admit(CallState state, Caller caller) {
    if (caller.isSystem()) {
      return Admission.as(TopicRole.SYSTEM);
    }
    return state.member(caller.user()).isPresent()
        ? Admission.as(MEMBER)
        : Admission.refuse(CallRejection.NO_SUCH_CALL);
  }

  @Override
  public Optional<Instant> alarm(CallState state) {
    if (!state.isLive()) {
      return Optional.empty();
    }
    Stream<Instant> ringing =
        state.those(MemberStatus.RINGING).stream()
            .map(_ -> state.placed().orElseThrow().ringsUntil());
    Stream<Instant> absent =
        state.those(MemberStatus.IN).stream()
            .filter(member -> !member.here())
            .map(TalkingRules::toArrive);
    Stream<Instant> check = state.checkedAt().stream().map(at -> at.plus(CHECK));
    return Stream.of(ringing, absent, check).flatMap(Function.identity()).min(Instant::compareTo);
  }

  @Override
  public Decision<CallEvent> wake(CallState state, Context context) {
    Instant now = context.now();
    if (alarm(state).filter(at -> !now.isBefore(at)).isEmpty()) {
      return Decision.accept();
    }
    List<CallEvent> happened = new ArrayList<>(RingingRules.missed(state, now));
    List<CallEvent> absent = TalkingRules.absent(state, now);
    happened.addAll(absent);
    if (happened.isEmpty()) {
      return Decision.accept(new CallChecked(now));
    }
    return Ending.with(state, TalkingRules.lastSeen(absent, now), happened);
  }

  @Override
  public Decision<CallEvent> arrived(CallState state, Context context) {
    return TalkingRules.arrived(state, context.caller().user());
  }

  @Override
  public Decision<CallEvent> left(CallState state, Context context) {
    return TalkingRules.vanished(state, context.caller().user(), context.now());
  }

  @Override
  public Set<UserId> present(CallState state) {
    return state.members().values().stream()
        .filter(CallMember::here)
        .map(CallMember::id)
        .collect(Collectors.toSet());
  }
}
