package io.lyceum.call;

import io.lyceum.call.domain.CallMember;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.call.domain.CallState;
import io.lyceum.call.domain.Decline;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of a call on the wire; what is empty is left out. */
final class CallJson {
  private CallJson() {}

  record Incoming(CallPerson from, List<CallPerson> to, String media, Instant until) {}

  record Member(UserId id, String name, String status, Optional<String> declined, int epoch) {
    static Member of(CallMember member) {
      return new Member(
          member.id(),
          member.name(),
          member.status().wire(),
          member.declined().map(Decline::wire),
          member.epoch());
    }
  }

  /**
   * @param from who called
   * @param until when it rings no more
   * @param outcome once the call is over
   */
  record Snapshot(
      UserId from,
      String media,
      Instant at,
      Instant until,
      List<Member> members,
      Optional<Instant> connectedAt,
      Optional<String> outcome) {}

  /** Nobody is admitted before the call is placed, so nobody looks. */
  static Object snapshot(CallState state) {
    CallState.Placed placed = state.placed().orElse(null);
    return placed == null
        ? Map.of()
        : new Snapshot(
            placed.by(),
            placed.media().wire(),
            placed.at(),
            placed.ringsUntil(),
            state.people().stream().map(Member::of).toList(),
            state.connectedAt(),
            state.ended().map(end -> end.outcome().wire()));
  }
}
