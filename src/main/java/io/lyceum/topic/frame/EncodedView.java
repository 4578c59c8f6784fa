package io.lyceum.topic.frame;

import io.lyceum.core.Lane;
import io.lyceum.core.Viewer;
import io.lyceum.topic.Audience;
import java.util.Map;

/**
 * A frame, encoded but for what differs between viewers of one audience: {@code prev} and the
 * personal part.
 *
 * @param key what a latest-lane value is the newest of
 * @param head up to where {@code prev} goes; empty off the durable lane
 * @param body from there up to the last field of {@code data}
 * @param own personal parts by user id, each JSON
 */
public record EncodedView(
    Audience audience, Lane lane, String key, String head, String body, Map<String, String> own) {
  static final String TYPE = ",\"type\":\"";

  public EncodedView {
    own = Map.copyOf(own);
  }

  /** The frame for a viewer to whom the last durable event shown had {@code prev}. */
  public String text(long prev, Viewer viewer) {
    StringBuilder text = new StringBuilder(size() + 24);
    appendTo(text, prev, viewer);
    return text.toString();
  }

  /** Writes {@link #text} behind what is there. */
  public void appendTo(StringBuilder text, long prev, Viewer viewer) {
    String personal = own.get(viewer.user().value());
    if (lane == Lane.DURABLE) {
      text.append(head).append(prev);
    }
    text.append(body);
    if (personal != null) {
      text.append(body.endsWith("{") ? "" : ",").append("\"own\":").append(personal);
    }
    text.append("}}");
  }

  /** The type of a durable frame, which stands at the front of its body. */
  public String type() {
    return body.substring(TYPE.length(), body.indexOf('"', TYPE.length()));
  }

  int size() {
    return head.length() + body.length();
  }
}
