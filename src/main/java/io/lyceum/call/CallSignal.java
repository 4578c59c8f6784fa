package io.lyceum.call;

import io.lyceum.call.domain.CallMember;
import io.lyceum.call.domain.CallRejection;
import io.lyceum.call.domain.CallState;
import io.lyceum.call.domain.MemberStatus;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Audience;
import io.lyceum.topic.Relay;
import java.util.List;
import java.util.Optional;

/**
 * What two devices of a call say to each other through the server: a session description or one
 * candidate of a way between them.
 *
 * @param epoch the sender's, of its {@code call:accepted}: who came in since has put it out; 0:
 *     whichever is in
 * @param peer the epoch of the device it is meant for; 0: whichever is in
 */
record CallSignal(
    UserId to,
    int epoch,
    int peer,
    Optional<Description> description,
    Optional<Candidate> candidate) {
  record Description(String type, String sdp) {}

  record Candidate(
      String candidate,
      Optional<String> sdpMid,
      Optional<Long> sdpMLineIndex,
      Optional<String> usernameFragment) {}

  /**
   * Of 64 KiB, a frame's own bound: each line's end takes four bytes there and two here, and there
   * is more in the frame.
   */
  static final int MAX_SDP = 60_000;

  /** For each direction of a pair, until it sends a description again. */
  static final int MAX_CANDIDATES = 256;

  private static final int MAX_CANDIDATE = 2_000;
  private static final int MAX_SHORT = 256;
  private static final int MAX_LINES = 1_000;
  private static final UserId NOBODY = new UserId("nobody");

  static CallSignal read(Fields f) {
    CallSignal signal =
        new CallSignal(
            f.parsed("to", NOBODY, "a user's id", UserId::parse),
            epoch(f, "epoch"),
            epoch(f, "peer"),
            f.optionalObject("description", CallSignal::description),
            f.optionalObject("candidate", CallSignal::candidate));
    if (signal.description().isPresent() == signal.candidate().isPresent()) {
      f.problem("description", "or a candidate is sent, one of them");
    }
    return signal;
  }

  private static int epoch(Fields f, String field) {
    return f.optionalNumber(field, 1, Integer.MAX_VALUE).orElse(0L).intValue();
  }

  private static Description description(Fields f) {
    String type =
        f.parsed(
            "type",
            "",
            "offer or answer",
            text -> Optional.of(text).filter(List.of("offer", "answer")::contains));
    return new Description(type, f.text("sdp", MAX_SDP));
  }

  private static Candidate candidate(Fields f) {
    return new Candidate(
        f.text("candidate", MAX_CANDIDATE),
        f.optionalText("sdpMid", MAX_SHORT),
        f.optionalNumber("sdpMLineIndex", 0, MAX_LINES),
        f.optionalText("usernameFragment", MAX_SHORT));
  }

  /** Passed between two who are in the same live call now, and between no others. */
  Relay relay(CallState state, UserId from) {
    if (!state.isLive()) {
      return refused(CallRejection.OVER);
    }
    Optional<CallMember> sender = in(state, from);
    Optional<CallMember> receiver = in(state, to).filter(member -> !member.id().equals(from));
    if (sender.isEmpty()) {
      return refused(CallRejection.NOT_IN_THE_CALL);
    }
    if (!isOf(sender.get(), epoch)) {
      return refused(CallRejection.STALE_SESSION);
    }
    if (receiver.isEmpty()) {
      return refused(CallRejection.THEY_ARE_NOT_IN_THE_CALL);
    }
    return isOf(receiver.get(), peer)
        ? between(sender.get(), receiver.get())
        : refused(CallRejection.STALE_PEER);
  }

  private static boolean isOf(CallMember member, int named) {
    return named == 0 || named == member.epoch();
  }

  private Relay between(CallMember sender, CallMember receiver) {
    CallSignal told = new CallSignal(to, sender.epoch(), receiver.epoch(), description, candidate);
    return new Relay.Counted(
        new Relay.To(Audience.users(to), "call:signal", told),
        sender.id().value() + ' ' + to.value(),
        MAX_CANDIDATES,
        description.isPresent(),
        CallRejection.TOO_MANY_CANDIDATES.rejection());
  }

  private static Relay refused(CallRejection why) {
    return new Relay.Refused(why.rejection());
  }

  private static Optional<CallMember> in(CallState state, UserId user) {
    return state.member(user).filter(member -> member.is(MemberStatus.IN));
  }
}
