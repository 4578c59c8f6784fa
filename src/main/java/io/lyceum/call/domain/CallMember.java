package io.lyceum.call.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One of a call's people.
 *
 * @param declined why, for those it rang in vain for
 * @param epoch which of the member's devices is meant: it rises each time one comes into the call
 * @param since when the status became theirs, as far as that counts: of coming in and leaving
 * @param entered when the member's present device came in
 * @param here whether a socket of the member follows the call
 */
public record CallMember(
    UserId id,
    String name,
    MemberStatus status,
    Optional<Decline> declined,
    int epoch,
    Instant since,
    Instant entered,
    boolean here) {

  static CallMember rung(CallPerson person, Instant at) {
    return new CallMember(
        person.id(), person.name(), MemberStatus.RINGING, Optional.empty(), 0, at, at, false);
  }

  public boolean is(MemberStatus other) {
    return status == other;
  }

  CallMember in(int device, Instant at) {
    Instant from = is(MemberStatus.IN) ? since : at;
    return new CallMember(id, name, MemberStatus.IN, Optional.empty(), device, from, at, here);
  }

  CallMember declines(Decline why) {
    return new CallMember(
        id, name, MemberStatus.DECLINED, Optional.of(why), epoch, since, entered, here);
  }

  CallMember leaves(Instant at) {
    return new CallMember(id, name, MemberStatus.LEFT, Optional.empty(), epoch, at, entered, here);
  }

  CallMember here(boolean now) {
    return new CallMember(id, name, status, declined, epoch, since, entered, now);
  }
}
