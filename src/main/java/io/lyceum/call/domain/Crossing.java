package io.lyceum.call.domain;

import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two who call each other at once meet in one of the two calls. Which one follows from the calls
 * alone, so that whoever notices decides the same.
 *
 * @param stays the call in which they meet
 * @param yields the other, which is over with that
 * @param comesIn who placed the one that yields
 */
public record Crossing(String stays, String yields, UserId comesIn) {
  /** Who calls, and the one other who is called. */
  public record Pair(UserId from, UserId to) {
    boolean isReverseOf(Pair other) {
      return from.equals(other.to()) && to.equals(other.from());
    }
  }

  /** Empty when these calls do not cross; else the same in whichever order they are named. */
  public static Optional<Crossing> of(String call, Pair pair, String other, Pair otherPair) {
    if (!pair.isReverseOf(otherPair)) {
      return Optional.empty();
    }
    return Optional.of(
        call.compareTo(other) < 0
            ? new Crossing(call, other, otherPair.from())
            : new Crossing(other, call, pair.from()));
  }

  /**
   * Whom a call is for that another may cross: nobody has answered it, or it has given way already,
   * which may be told twice.
   */
  public static Optional<Pair> pair(CallState state) {
    boolean open = state.isLive() && state.connectedAt().isEmpty();
    return state
        .placed()
        .filter(_ -> state.members().size() == 2 && (open || gaveWay(state)))
        .flatMap(
            placed ->
                state.members().keySet().stream()
                    .filter(user -> !user.equals(placed.by()))
                    .findFirst()
                    .map(to -> new Pair(placed.by(), to)));
  }

  private static boolean gaveWay(CallState state) {
    return state.ended().filter(end -> end.outcome() == CallOutcome.CROSSED).isPresent();
  }

  /** Told twice, they are in already. */
  static Decision<CallEvent> answer(CallState state, UserId user, Context context) {
    if (!context.caller().isSystem()) {
      return Decision.reject(CallRejection.SERVER_ONLY);
    }
    if (state.isIn(user)) {
      return Decision.accept();
    }
    return state
        .member(user)
        .map(member -> RingingRules.answer(state, member, context))
        .orElseGet(() -> Decision.reject(CallRejection.NOT_RINGING));
  }

  /** A call that somebody answered meanwhile goes on. */
  static Decision<CallEvent> giveWay(CallState state, Context context) {
    if (!context.caller().isSystem()) {
      return Decision.reject(CallRejection.SERVER_ONLY);
    }
    if (gaveWay(state)) {
      return Decision.accept();
    }
    if (!state.isLive()) {
      return Decision.reject(CallRejection.OVER);
    }
    if (state.connectedAt().isPresent()) {
      return Decision.reject(CallRejection.ANSWERED_ALREADY);
    }
    Instant now = context.now();
    Stream<CallEvent> declined =
        state.those(MemberStatus.RINGING).stream()
            .map(member -> new CallEvent.MemberDeclined(member.id(), Decline.CROSSED));
    Stream<CallEvent> left =
        state.those(MemberStatus.IN).stream().map(member -> Ending.left(state, member, now));
    CallEvent ended = new CallEvent.CallEnded(CallOutcome.CROSSED, now, state.talked(now));
    return Decision.acceptAll(
        Stream.of(declined, left, Stream.of(ended)).flatMap(events -> events).toList());
  }
}
