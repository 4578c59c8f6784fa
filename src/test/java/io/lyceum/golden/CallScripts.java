package io.lyceum.golden;

import static io.lyceum.golden.Script.ADA;
import static io.lyceum.golden.Script.BOB;
import static io.lyceum.golden.Script.EVE;

import io.lyceum.call.CallSettings;
import io.lyceum.call.CallTopic;
import io.lyceum.inbox.InboxTopic;
import java.util.List;

/** A call of three with a device that changes, one that rings in vain, and an inbox. */
final class CallScripts {
  private static final String ADA_JSON = "{'id': 'ada', 'name': 'Ada'}";
  private static final String BOB_JSON = "{'id': 'bob', 'name': 'Bob'}";
  private static final String EVE_JSON = "{'id': 'eve', 'name': 'Eve'}";

  private CallScripts() {}

  static List<Script<?, ?, ?>> calls() {
    return List.of(ofThree(), inVain());
  }

  static List<Script<?, ?, ?>> inboxes() {
    return List.of(
        Script.of(InboxTopic.kind(), "ada")
            .server("call:ring", ring("c1"))
            // Again: accepted, but nothing changes.
            .server("call:ring", ring("c1"))
            .snapshot()
            .server("call:take", "{'call': 'c1'}")
            .server("call:settle", "{'call': 'c1', 'outcome': 'left'}"));
  }

  private static Script<?, ?, ?> ofThree() {
    return Script.of(CallTopic.kind(CallSettings.DEFAULTS), "three")
        .server("call:initiate", initiation(BOB_JSON + "," + EVE_JSON))
        .arrives(ADA)
        .on(BOB, "call:answer", "{}")
        .arrives(BOB)
        .on(BOB, "call:join", "{}")
        .on(EVE, "call:reject", "{}")
        .snapshot()
        .wakes()
        .leaves(BOB);
  }

  private static Script<?, ?, ?> inVain() {
    return Script.of(CallTopic.kind(CallSettings.DEFAULTS), "vain")
        .server("call:initiate", initiation(BOB_JSON))
        .snapshot()
        .server("call:busy", "{'user': 'bob'}");
  }

  private static String initiation(String to) {
    return "{'by': [" + ADA_JSON + "], 'to': [" + to + "], 'media': 'audio'}";
  }

  private static String ring(String call) {
    return "{'call': '"
        + call
        + "', 'from': 'bob', 'name': 'Bob', 'media': 'video', 'others': 0,"
        + " 'until': '2026-01-05T08:10:00Z'}";
  }
}
