package io.lyceum.call.domain;

import io.lyceum.core.UserId;
import java.util.List;

/** What may be asked of a call. */
public sealed interface CallCommand {
  /** The server only, after the caller's request. */
  record InitiateCall(CallPerson by, List<CallPerson> to, CallMedia media) implements CallCommand {
    public InitiateCall {
      to = List.copyOf(to);
    }
  }

  record AnswerCall() implements CallCommand {}

  record RejectCall() implements CallCommand {}

  /** Comes in with another device, anew after a reload, or later than it rang. */
  record JoinCall() implements CallCommand {}

  /** Leaves; a call of two is over with that. */
  record EndCall() implements CallCommand {}

  /** The server only: this person is in another call. */
  record ReportBusy(UserId user) implements CallCommand {}

  /** The server only: this person has called who calls them, so they come in. */
  record AnswerCrossed(UserId user) implements CallCommand {}

  /** The server only: the two meet in the call that crossed this one. */
  record GiveWay() implements CallCommand {}
}
