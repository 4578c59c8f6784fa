package io.lyceum.inbox.domain;

/** What has come into an inbox. */
public sealed interface InboxEvent {
  record CallRang(String call, Ring ring) implements InboxEvent {}

  record CallTaken(String call) implements InboxEvent {}

  record CallSettled(String call, String outcome) implements InboxEvent {}
}
