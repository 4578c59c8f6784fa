package io.lyceum.topic.entity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Relay;

/** A relayed signal on the wire; the sender's names are the server's word, never the client's. */
final class SignalFrame {
  private SignalFrame() {}

  /** Who speaks when the server does. */
  static final SessionId SERVER = new SessionId("server");

  /** The server's own words. */
  static String text(TopicId topic, TopicMessage.Say say) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("op", "signal").put("topic", topic.wire()).put("type", say.type());
    json.put("from", Caller.system(topic.school()).user().value());
    json.put("session", SERVER.value()).set("data", say.data());
    return json.toString();
  }

  static String text(TopicId topic, TopicMessage.Signal signal, Relay.To to) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("op", "signal").put("topic", topic.wire()).put("type", to.type());
    json.put("from", signal.caller().user().value()).put("session", signal.session().value());
    json.set("data", Json.MAPPER.valueToTree(to.data()));
    return json.toString();
  }
}
