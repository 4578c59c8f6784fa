package io.lyceum.inbox.domain;

import io.lyceum.inbox.domain.InboxEvent.CallRang;
import io.lyceum.inbox.domain.InboxEvent.CallSettled;
import io.lyceum.inbox.domain.InboxEvent.CallTaken;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * An inbox as its events left it.
 *
 * @param owner the id of the person it belongs to
 * @param ringing what rings, by call
 * @param taken the calls the person is in
 */
public record InboxState(String owner, PMap<String, Ring> ringing, PSet<String> taken) {
  static InboxState of(String owner) {
    return new InboxState(owner, HashTreePMap.empty(), HashTreePSet.empty());
  }

  /** Whether another call keeps the person; one that should have stopped ringing does not. */
  boolean isBusy(String call, Instant now) {
    return taken.stream().anyMatch(other -> !other.equals(call))
        || ringing.entrySet().stream()
            .anyMatch(
                other -> !other.getKey().equals(call) && other.getValue().until().isAfter(now));
  }

  boolean knows(String call) {
    return ringing.containsKey(call) || taken.contains(call);
  }

  InboxState evolve(InboxEvent event) {
    return switch (event) {
      case CallRang(String call, Ring ring) ->
          new InboxState(owner, ringing.plus(call, ring), taken);
      case CallTaken(String call) -> new InboxState(owner, ringing.minus(call), taken.plus(call));
      case CallSettled(String call, _) ->
          new InboxState(owner, ringing.minus(call), taken.minus(call));
    };
  }
}
