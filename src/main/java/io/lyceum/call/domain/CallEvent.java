package io.lyceum.call.domain;

import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What has happened in a call. */
public sealed interface CallEvent {
  record CallInitiated(
      CallPerson by, List<CallPerson> to, CallMedia media, Instant at, Instant ringsUntil)
      implements CallEvent {
    public CallInitiated {
      to = List.copyOf(to);
    }
  }

  /** A device of theirs is in the call; the one before it, if there was one, is out. */
  record MemberEntered(UserId user, String name, int epoch, Instant at) implements CallEvent {}

  record MemberDeclined(UserId user, Decline why) implements CallEvent {}

  /**
   * @param at when they were last there
   * @param talked since they last came in, ringing not counted
   */
  record MemberLeft(UserId user, Instant at, Duration talked) implements CallEvent {}

  /** A first socket of theirs follows the call. */
  record MemberArrived(UserId user) implements CallEvent {}

  /** The last one was gone for longer than the grace time. */
  record MemberVanished(UserId user) implements CallEvent {}

  /** The call was still going on. */
  record CallChecked(Instant at) implements CallEvent {}

  /**
   * @param talked from the first answer to the end
   */
  record CallEnded(CallOutcome outcome, Instant at, Duration talked) implements CallEvent {}
}
