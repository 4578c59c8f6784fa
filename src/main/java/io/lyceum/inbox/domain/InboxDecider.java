package io.lyceum.inbox.domain;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.inbox.domain.InboxCommand.RingFor;
import io.lyceum.inbox.domain.InboxCommand.SettleCall;
import io.lyceum.inbox.domain.InboxCommand.TakeCall;
import io.lyceum.inbox.domain.InboxEvent.CallRang;
import io.lyceum.inbox.domain.InboxEvent.CallSettled;
import io.lyceum.inbox.domain.InboxEvent.CallTaken;

/**
 * The rules of an inbox. All calls for a person pass here one after the other, so this is where it
 * is known that they are busy. An inbox needs no creation: everybody has one.
 */
public final class InboxDecider implements Decider<InboxState, InboxCommand, InboxEvent> {
  public static final TopicRole OWNER = new TopicRole("owner");

  @Override
  public InboxState initial(TopicId topic) {
    return InboxState.of(topic.id());
  }

  @Override
  public InboxState evolve(InboxState state, InboxEvent event) {
    return state.evolve(event);
  }

  @Override
  public Decision<InboxEvent> decide(InboxState state, InboxCommand command, Context context) {
    if (!context.caller().isSystem()) {
      return Decision.reject(InboxRejection.SERVER_ONLY);
    }
    return switch (command) {
      case RingFor ring -> ring(state, ring, context);
      case TakeCall(String call) ->
          state.taken().contains(call) ? Decision.accept() : Decision.accept(new CallTaken(call));
      case SettleCall(String call, String outcome) ->
          state.knows(call) ? Decision.accept(new CallSettled(call, outcome)) : Decision.accept();
    };
  }

  /** Told twice it rings once, and what comes after its time does not ring at all. */
  private static Decision<InboxEvent> ring(InboxState state, RingFor ring, Context context) {
    if (state.knows(ring.call()) || !ring.ring().until().isAfter(context.now())) {
      return Decision.accept();
    }
    return state.isBusy(ring.call(), context.now())
        ? Decision.reject(InboxRejection.BUSY)
        : Decision.accept(new CallRang(ring.call(), ring.ring()));
  }

  @Override
  public Admission admit(InboxState state, Caller caller) {
    if (caller.isSystem()) {
      return Admission.as(TopicRole.SYSTEM);
    }
    return caller.user().value().equals(state.owner())
        ? Admission.as(OWNER)
        : Admission.refuse(InboxRejection.NOT_YOURS);
  }
}
