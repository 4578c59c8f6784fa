package io.lyceum.call.domain;

import io.lyceum.call.domain.CallEvent.MemberArrived;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.CallEvent.MemberVanished;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Coming, going and getting lost while a call goes on. */
final class TalkingRules {
  /** Within this time a device that is in the call must follow its topic, or it is lost. */
  static final Duration TO_ARRIVE = Duration.ofSeconds(30);

  private TalkingRules() {}

  /** The device that was in before is out: its epoch is over. */
  static Decision<CallEvent> join(CallState state, CallMember member, Context context) {
    return member.is(MemberStatus.RINGING)
        ? RingingRules.answer(state, member, context)
        : Decision.accept(RingingRules.entered(member, context));
  }

  static Decision<CallEvent> end(CallState state, CallMember member, Context context) {
    return switch (member.status()) {
      case RINGING -> RingingRules.reject(state, member, context);
      case IN -> Ending.with(state, context.now(), Ending.left(state, member, context.now()));
      case DECLINED, LEFT -> Decision.accept();
    };
  }

  static Decision<CallEvent> arrived(CallState state, UserId user) {
    return state.member(user).filter(member -> !member.here()).isPresent()
        ? Decision.accept(new MemberArrived(user))
        : Decision.accept();
  }

  /** Nobody can tell whether a person without a socket still talks: they are out. */
  static Decision<CallEvent> vanished(CallState state, UserId user, Instant lastSeen) {
    Optional<CallMember> known = state.member(user).filter(CallMember::here);
    if (known.isEmpty()) {
      return Decision.accept();
    }
    MemberVanished vanished = new MemberVanished(user);
    return state.isLive() && state.isIn(user)
        ? Ending.with(state, lastSeen, List.of(vanished, Ending.left(state, known.get(), lastSeen)))
        : Decision.accept(vanished);
  }

  /** Who came in and was never heard of again. */
  static List<CallEvent> absent(CallState state, Instant now) {
    return state.those(MemberStatus.IN).stream()
        .filter(member -> !member.here() && !now.isBefore(toArrive(member)))
        .<CallEvent>map(member -> Ending.left(state, member, member.entered()))
        .toList();
  }

  /** When a call is over that ends because of these: with the last of them. */
  static Instant lastSeen(List<CallEvent> absent, Instant now) {
    return absent.stream()
        .flatMap(
            event -> event instanceof MemberLeft(_, Instant at, _) ? Stream.of(at) : Stream.of())
        .max(Instant::compareTo)
        .orElse(now);
  }

  static Instant toArrive(CallMember member) {
    return member.entered().plus(TO_ARRIVE);
  }
}
