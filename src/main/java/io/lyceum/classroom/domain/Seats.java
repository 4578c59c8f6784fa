package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.OpenBreakout;
import io.lyceum.core.Context;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Who sits in which room when a class is split. */
final class Seats {
  private Seats() {}

  /** Empty when a seat is for no pupil, in no room or somebody's second. */
  static Optional<PMap<UserId, Integer>> of(
      ClassroomState state, OpenBreakout open, Context context) {
    PMap<UserId, Integer> seats = HashTreePMap.empty();
    for (Seat seat : open.seats()) {
      boolean fits =
          BreakoutRules.isPupil(state, seat.user())
              && seat.room() >= 1
              && seat.room() <= open.rooms()
              && !seats.containsKey(seat.user());
      if (!fits) {
        return Optional.empty();
      }
      seats = seats.plus(seat.user(), seat.room());
    }
    return Optional.of(open.deal() ? dealt(state, seats, open.rooms(), context.now()) : seats);
  }

  /** Each of the other pupils who are there goes into the smallest room. */
  private static PMap<UserId, Integer> dealt(
      ClassroomState state, PMap<UserId, Integer> given, int rooms, Instant now) {
    int[] sizes = new int[rooms + 1];
    given.values().forEach(room -> sizes[room]++);
    List<UserId> others =
        state.people().entrySet().stream()
            .filter(person -> person.getValue().role() == ClassroomRole.PUPIL)
            .filter(person -> person.getValue().here() && !given.containsKey(person.getKey()))
            .map(Map.Entry::getKey)
            .sorted(
                Comparator.<UserId>comparingLong(user -> lot(user, now))
                    .thenComparing(UserId::value))
            .toList();
    PMap<UserId, Integer> seats = given;
    for (UserId user : others) {
      int smallest = 1;
      for (int room = 2; room <= rooms; room++) {
        smallest = sizes[room] < sizes[smallest] ? room : smallest;
      }
      sizes[smallest]++;
      seats = seats.plus(user, smallest);
    }
    return seats;
  }

  /** Rules roll no dice: chance is the moment, by the finalizer of SplitMix64. */
  private static long lot(UserId user, Instant now) {
    long z = now.getEpochSecond() * 1_000_000_007L + now.getNano();
    z = mixed(z) ^ (user.value().hashCode() * 0x9e3779b97f4a7c15L);
    return mixed(z);
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
