package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The requests of Janus itself, as against those of its plugin. */
final class JanusVerb {
  private JanusVerb() {}

  static ObjectNode of(String name) {
    return JsonNodeFactory.instance.objectNode().put("janus", name);
  }

  static ObjectNode withPlugin(ObjectNode request) {
    return request.put("plugin", "janus.plugin.videoroom");
  }

  /** Of what was made. */
  static long idIn(JsonNode answer) {
    return answer.path("data").path("id").asLong();
  }
}
