package io.lyceum.inbox;

import io.lyceum.inbox.domain.InboxEvent;
import io.lyceum.inbox.domain.InboxState;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.personal.Personal;

/**
 * The stored names of an inbox's events, promises, never to be changed; and what in them is whose.
 */
final class InboxJournal {
  private InboxJournal() {}

  static JournalCodec<InboxState, InboxEvent> codec() {
    return JournalCodec.<InboxState, InboxEvent>of("inbox.state", 1, InboxState.class)
        .personal(Personal.keyed("ringing", Personal.of("from").name("name")))
        .event(
            "inbox.call-rang",
            1,
            InboxEvent.CallRang.class,
            Personal.of("ring.from").name("ring.name"))
        .event("inbox.call-taken", 1, InboxEvent.CallTaken.class)
        .event("inbox.call-settled", 1, InboxEvent.CallSettled.class);
  }
}
