package io.lyceum.core;

import java.util.List;

/** What a decider says to a command: the facts that follow from it, or why not. */
public sealed interface Decision<E> {
  /**
   * The command holds; an empty list means it changes nothing, and that too is acknowledged
   * durably.
   */
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Rejected<E>(Rejection rejection) implements Decision<E> {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <E> Decision<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> acceptAll(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  static <E> Decision<E> reject(Reason reason) {
    return new Rejected<>(reason.rejection());
  }

  static <E> Decision<E> reject(Rejection rejection) {
    return new Rejected<>(rejection);
  }
}
