package io.lyceum.call;

import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallState;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.personal.Personal;

/**
 * The stored names of a call's events, promises, never to be changed; and what in them is whose.
 */
final class CallJournal {
  private static final Personal PERSON = Personal.of("id").name("name");

  private CallJournal() {}

  static JournalCodec<CallState, CallEvent> codec() {
    return JournalCodec.<CallState, CallEvent>of("call.state", 1, CallState.class)
        .personal(Personal.keyed("members", PERSON))
        .event(
            "call.initiated",
            1,
            CallEvent.CallInitiated.class,
            Personal.all(Personal.of("by.id").name("by.name"), Personal.each("to", PERSON)))
        .event(
            "call.member-entered",
            1,
            CallEvent.MemberEntered.class,
            Personal.of("user").name("name"))
        .event("call.member-declined", 1, CallEvent.MemberDeclined.class)
        .event("call.member-left", 1, CallEvent.MemberLeft.class)
        .event("call.member-arrived", 1, CallEvent.MemberArrived.class)
        .event("call.member-vanished", 1, CallEvent.MemberVanished.class)
        .event("call.checked", 1, CallEvent.CallChecked.class)
        .event("call.ended", 1, CallEvent.CallEnded.class);
  }
}
