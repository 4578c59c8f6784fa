package io.lyceum.topic.entity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.Audience;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.journal.TopicState;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What is answered without writing anything: signals to pass on, and questions to the state. */
final class Questions<S, C, E> {
  private final TopicId topic;
  private final TopicKind<S, C, E> kind;
  private final Doorkeeper<S, C, E> doorkeeper;
  private final Feeds feeds;
  private final Attendant attendant;
  private final SignalCounts counts = new SignalCounts();

  Questions(
      TopicId topic,
      TopicKind<S, C, E> kind,
      Doorkeeper<S, C, E> doorkeeper,
      Feeds feeds,
      Attendant attendant) {
    this.topic = topic;
    this.kind = kind;
    this.doorkeeper = doorkeeper;
    this.feeds = feeds;
    this.attendant = attendant;
  }

  void signal(TopicMessage.Signal signal, TopicState<S> state) {
    doorkeeper.admit(
        state.state(),
        signal.caller(),
        signal,
        in -> pass(signal, new Viewer(signal.caller().user(), in.role()), state),
        rejection -> signal.replyTo().tell(new SignalRefused(topic, rejection)));
  }

  private void pass(TopicMessage.Signal signal, Viewer from, TopicState<S> state) {
    switch (relay(signal, from, state)) {
      case Relay.Refused(Rejection rejection) ->
          signal.replyTo().tell(new SignalRefused(topic, rejection));
      case Relay.Handed _ ->
          attendant.heard(topic, signal.caller(), signal.session(), signal.type(), signal.data());
      case Relay.To to -> pass(signal, to);
      case Relay.Counted counted -> {
        if (counts.granted(counted)) {
          pass(signal, counted.to());
        } else {
          signal.replyTo().tell(new SignalRefused(topic, counted.over()));
        }
      }
    }
  }

  private void pass(TopicMessage.Signal signal, Relay.To to) {
    feeds.tell(
        new TopicUpdate.Relayed(
            to.audience(), signal.to(), signal.session(), SignalFrame.text(topic, signal, to)));
  }

  void say(TopicMessage.Say say) {
    feeds.tell(
        new TopicUpdate.Relayed(
            Audience.all(), say.to().value(), SignalFrame.SERVER, SignalFrame.text(topic, say)));
  }

  private Relay relay(TopicMessage.Signal signal, Viewer from, TopicState<S> state) {
    AtomicReference<Relay> relay = new AtomicReference<>(Relay.unknown(signal.type()));
    try {
      return Fields.read(
          signal.data(),
          data -> {
            relay.set(kind.frames().signal(state.state(), from, signal.type(), data));
            return relay.get();
          });
    } catch (InvalidFields e) {
      // A refusal says more than the fields that were not read because of it.
      return relay.get() instanceof Relay.Refused refused
          ? refused
          : new Relay.Refused(e.rejection());
    }
  }

  void inspect(TopicMessage.Inspect inspect, TopicState<S> state) {
    doorkeeper.admit(
        state.state(),
        inspect.caller(),
        inspect,
        in -> {
          Viewer viewer = new Viewer(inspect.caller().user(), in.role());
          inspect.replyTo().tell(report(inspect.report(), viewer, state));
        },
        rejection -> inspect.replyTo().tell(new Inspection(null, state.seq(), null, rejection)));
  }

  private Inspection report(String name, Viewer viewer, TopicState<S> state) {
    if (name.equals("role")) {
      ObjectNode role = JsonNodeFactory.instance.objectNode().put("role", viewer.role().name());
      return new Inspection(viewer.role(), state.seq(), role.toString(), null);
    }
    Rejection unknown =
        new Rejection(ErrorCode.NOT_FOUND, "This topic has no report " + name + ".");
    Decision<Object> report =
        kind.frames().report(state.state(), name, viewer).orElse(Decision.reject(unknown));
    return switch (report) {
      case Decision.Rejected<Object>(Rejection rejection) ->
          new Inspection(viewer.role(), state.seq(), null, rejection);
      case Decision.Accepted<Object>(List<Object> rows) ->
          new Inspection(viewer.role(), state.seq(), Json.write(rows.getFirst()), null);
    };
  }
}
