package io.lyceum.hub;

import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.topic.entity.TopicUpdate;

/**
 * The {@code subscribed} frame; snapshot and members come as JSON from the entity and are not read
 * again.
 */
final class SubscribedFrame {
  private SubscribedFrame() {}

  static EncodedText text(String id, TopicId topic, TopicUpdate.Joined joined) {
    StringBuilder text = new StringBuilder("{\"op\":\"subscribed\",\"id\":").append(Json.write(id));
    text.append(",\"topic\":").append(Json.write(topic.wire()));
    text.append(",\"role\":").append(Json.write(joined.role().name()));
    text.append(",\"seq\":").append(joined.seq());
    text.append(",\"recovered\":").append(joined.recovered());
    if (joined.snapshot() != null) {
      text.append(",\"snapshot\":").append(joined.snapshot());
    }
    if (joined.members() != null) {
      text.append(",\"members\":").append(joined.members());
    }
    return EncodedText.of(text.append('}').toString());
  }
}
