package io.lyceum.call.domain;

import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.core.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What follows for the call as a whole: it takes two, and one of them must be in it. */
final class Ending {
  private Ending() {}

  /** These events and, if they leave too few, the end. */
  static Decision<CallEvent> with(CallState state, Instant at, List<CallEvent> happened) {
    CallState after = fold(state, happened);
    List<CallMember> in = after.those(MemberStatus.IN);
    List<CallMember> ringing = after.those(MemberStatus.RINGING);
    if (!after.isLive() || (!in.isEmpty() && in.size() + ringing.size() >= 2)) {
      return Decision.acceptAll(happened);
    }
    Instant end = end(after, at);
    List<CallEvent> all = new ArrayList<>(happened);
    ringing.forEach(member -> all.add(new MemberDeclined(member.id(), Decline.MISSED)));
    in.forEach(member -> all.add(left(after, member, end)));
    all.add(new CallEnded(outcome(after, !in.isEmpty()), end, after.talked(end)));
    return Decision.acceptAll(all);
  }

  static Decision<CallEvent> with(CallState state, Instant at, CallEvent happened) {
    return with(state, at, List.of(happened));
  }

  static MemberLeft left(CallState state, CallMember member, Instant at) {
    return new MemberLeft(member.id(), at, state.talked(member, at));
  }

  /**
   * When the last but one left. Who is missed only now may have been gone for longer than somebody
   * who said goodbye.
   */
  private static Instant end(CallState state, Instant at) {
    return Stream.concat(
            state.connectedAt().stream(),
            state.those(MemberStatus.LEFT).stream().map(CallMember::since))
        .filter(at::isBefore)
        .max(Instant::compareTo)
        .orElse(at);
  }

  /** Of several who declined, a word said counts more than silence. */
  private static CallOutcome outcome(CallState state, boolean callerWaits) {
    if (state.connectedAt().isPresent()) {
      return CallOutcome.ANSWERED;
    }
    if (!callerWaits) {
      return CallOutcome.CANCELLED;
    }
    List<Decline> declines =
        state.members().values().stream().flatMap(m -> m.declined().stream()).toList();
    if (declines.contains(Decline.REJECTED)) {
      return CallOutcome.REJECTED;
    }
    return declines.contains(Decline.BUSY) ? CallOutcome.BUSY : CallOutcome.MISSED;
  }

  static CallState fold(CallState state, List<CallEvent> events) {
    CallState folded = state;
    for (CallEvent event : events) {
      folded = folded.evolve(event);
    }
    return folded;
  }
}
