package io.lyceum.call.domain;

import static java.util.Comparator.comparing;

import io.lyceum.call.domain.CallEvent.CallChecked;
import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallEvent.MemberArrived;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.CallEvent.MemberVanished;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A call as its events left it.
 *
 * @param placed empty before the creation
 * @param connectedAt the first answer
 * @param checkedAt when the call was last known to go on; the next check is due some time later
 * @param ended empty while the call is live
 */
public record CallState(
    Optional<Placed> placed,
    PMap<UserId, CallMember> members,
    Optional<Instant> connectedAt,
    Optional<Instant> checkedAt,
    Optional<CallEnded> ended) {

  /** How the call began. */
  public record Placed(UserId by, CallMedia media, Instant at, Instant ringsUntil) {}

  static CallState initial() {
    return new CallState(
        Optional.empty(),
        HashTreePMap.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean isLive() {
    return placed.isPresent() && ended.isEmpty();
  }

  public Optional<CallMember> member(UserId user) {
    return Optional.ofNullable(members.get(user));
  }

  public boolean isIn(UserId user) {
    return member(user).filter(member -> member.is(MemberStatus.IN)).isPresent();
  }

  /** Everybody, always in the same order. */
  public List<CallMember> people() {
    return members.values().stream().sorted(comparing(member -> member.id().value())).toList();
  }

  List<CallMember> those(MemberStatus status) {
    return people().stream().filter(member -> member.is(status)).toList();
  }

  /** How long somebody who leaves at this instant has talked since they came in. */
  Duration talked(CallMember member, Instant until) {
    return connectedAt
        .map(from -> between(member.since().isAfter(from) ? member.since() : from, until))
        .orElse(Duration.ZERO);
  }

  /** The same of the call as a whole. */
  Duration talked(Instant until) {
    return connectedAt.map(from -> between(from, until)).orElse(Duration.ZERO);
  }

  /** Who was last seen before something happened was not there for less than no time. */
  private static Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  CallState evolve(CallEvent event) {
    return switch (event) {
      case CallInitiated initiated -> initiated(initiated);
      case MemberEntered(UserId user, _, int epoch, Instant at) ->
          change(user, member -> member.in(epoch, at)).entered(user, at);
      case MemberDeclined(UserId user, Decline why) -> change(user, member -> member.declines(why));
      case MemberLeft(UserId user, Instant at, _) -> change(user, member -> member.leaves(at));
      case MemberArrived(UserId user) -> change(user, member -> member.here(true));
      case MemberVanished(UserId user) -> change(user, member -> member.here(false));
      case CallChecked(Instant at) ->
          new CallState(placed, members, connectedAt, Optional.of(at), ended);
      case CallEnded end ->
          new CallState(placed, members, connectedAt, checkedAt, Optional.of(end));
    };
  }

  private static CallState initiated(CallInitiated initiated) {
    PMap<UserId, CallMember> all = HashTreePMap.empty();
    for (CallPerson person : initiated.to()) {
      all = all.plus(person.id(), CallMember.rung(person, initiated.at()));
    }
    CallMember caller = CallMember.rung(initiated.by(), initiated.at()).in(1, initiated.at());
    return new CallState(
        Optional.of(
            new Placed(caller.id(), initiated.media(), initiated.at(), initiated.ringsUntil())),
        all.plus(caller.id(), caller),
        Optional.empty(),
        Optional.of(initiated.at()),
        Optional.empty());
  }

  /** The first of those who were called makes it a conversation. */
  private CallState entered(UserId user, Instant at) {
    boolean answers = placed.filter(call -> !call.by().equals(user)).isPresent();
    return connectedAt.isPresent() || !answers
        ? this
        : new CallState(placed, members, Optional.of(at), Optional.of(at), ended);
  }

  private CallState change(UserId user, UnaryOperator<CallMember> change) {
    CallMember changed = change.apply(Objects.requireNonNull(members.get(user)));
    return new CallState(placed, members.plus(user, changed), connectedAt, checkedAt, ended);
  }
}
