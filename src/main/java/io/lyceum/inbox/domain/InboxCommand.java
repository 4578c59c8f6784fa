package io.lyceum.inbox.domain;

/** What the server puts into an inbox. */
public sealed interface InboxCommand {
  record RingFor(String call, Ring ring) implements InboxCommand {}

  /** The person is in this call, on one of their devices. */
  record TakeCall(String call) implements InboxCommand {}

  /** This call is over for the person. */
  record SettleCall(String call, String outcome) implements InboxCommand {}
}
