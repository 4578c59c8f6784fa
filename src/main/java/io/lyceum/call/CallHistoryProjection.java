package io.lyceum.call;

import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.CallState;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import org.jdbi.v3.core.Handle;

/** Keeps the list of calls. Durations are the call's own figures, so no crash bends them. */
public final class CallHistoryProjection implements Projection {
  private final JournalCodec<CallState, CallEvent> journal = CallTopic.journal();

  @Override
  public String name() {
    return "call-history";
  }

  @Override
  public String kind() {
    return CallTopic.NAME;
  }

  @Override
  public void apply(Handle transaction, StoredEvent event) {
    TopicId topic = event.topic();
    switch (journal.read(event.manifest(), event.data())) {
      case CallInitiated initiated -> CallHistory.placed(transaction, topic, initiated);
      case MemberEntered(var user, _, _, var at) ->
          CallHistory.entered(transaction, topic, user, at);
      case MemberDeclined(var user, var why) ->
          CallHistory.declined(transaction, topic, user, why.wire());
      case MemberLeft(var user, _, var talked) ->
          CallHistory.left(transaction, topic, user, talked);
      case CallEnded ended -> CallHistory.ended(transaction, topic, ended);
      case CallEvent.MemberArrived _, CallEvent.MemberVanished _, CallEvent.CallChecked _ -> {}
    }
  }
}
