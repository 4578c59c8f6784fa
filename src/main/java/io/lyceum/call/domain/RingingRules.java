package io.lyceum.call.domain;

import io.lyceum.call.domain.CallCommand.InitiateCall;
import io.lyceum.call.domain.CallCommand.ReportBusy;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.Rejection;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** From the first ring to an answer, or to none. */
final class RingingRules {
  private RingingRules() {}

  static Decision<CallEvent> initiate(
      CallState state, InitiateCall initiate, Context context, Duration ring) {
    if (!context.caller().isSystem()) {
      return Decision.reject(CallRejection.SERVER_ONLY);
    }
    if (state.placed().isPresent()) {
      return Decision.reject(CallRejection.ALREADY_INITIATED);
    }
    long others =
        initiate.to().stream()
            .map(CallPerson::id)
            .distinct()
            .filter(id -> !id.equals(initiate.by().id()))
            .count();
    if (others != initiate.to().size() || others < 1 || others > CallDecider.MOST_OTHERS) {
      return Decision.reject(
          Rejection.invalid("to", "must be 1 to " + CallDecider.MOST_OTHERS + " other people"));
    }
    Instant now = context.now();
    return Decision.accept(
        new CallInitiated(initiate.by(), initiate.to(), initiate.media(), now, now.plus(ring)));
  }

  static Decision<CallEvent> answer(CallState state, CallMember member, Context context) {
    if (member.is(MemberStatus.IN)) {
      return Decision.reject(CallRejection.ANSWERED_ALREADY);
    }
    if (!member.is(MemberStatus.RINGING)) {
      return Decision.reject(
          member.declined().filter(why -> why == Decline.MISSED).isPresent()
              ? CallRejection.TOO_LATE
              : CallRejection.NOT_RINGING);
    }
    // Time may be up though the alarm has not rung yet.
    return context.now().isAfter(state.placed().orElseThrow().ringsUntil())
        ? Decision.reject(CallRejection.TOO_LATE)
        : Decision.accept(entered(member, context));
  }

  static MemberEntered entered(CallMember member, Context context) {
    return new MemberEntered(member.id(), member.name(), member.epoch() + 1, context.now());
  }

  /** Rejecting twice is harmless: two devices may do so at once. */
  static Decision<CallEvent> reject(CallState state, CallMember member, Context context) {
    if (member.is(MemberStatus.RINGING)) {
      return Ending.with(state, context.now(), new MemberDeclined(member.id(), Decline.REJECTED));
    }
    return member.is(MemberStatus.DECLINED)
        ? Decision.accept()
        : Decision.reject(CallRejection.NOT_RINGING);
  }

  static Decision<CallEvent> busy(CallState state, ReportBusy report, Context context) {
    if (!context.caller().isSystem()) {
      return Decision.reject(CallRejection.SERVER_ONLY);
    }
    UserId user = report.user();
    boolean rings =
        state.member(user).filter(member -> member.is(MemberStatus.RINGING)).isPresent();
    return rings
        ? Ending.with(state, context.now(), new MemberDeclined(user, Decline.BUSY))
        : Decision.reject(CallRejection.NOT_RINGING);
  }

  /** Who has not answered by now will not. */
  static List<CallEvent> missed(CallState state, Instant now) {
    return now.isBefore(state.placed().orElseThrow().ringsUntil())
        ? List.of()
        : state.those(MemberStatus.RINGING).stream()
            .<CallEvent>map(member -> new MemberDeclined(member.id(), Decline.MISSED))
            .toList();
  }
}
