package io.lyceum.topic.frame;

import io.lyceum.core.Lane;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import io.lyceum.topic.journal.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns journal entries into what hubs carry. The same for the live stream and for a replay. */
public final class FrameEncoder<E> {
  private final String topic;
  private final TopicFrames<?, ?, E> frames;

  public FrameEncoder(TopicId topic, TopicFrames<?, ?, E> frames) {
    this.topic = Json.write(topic.wire());
    this.frames = frames;
  }

  /**
   * Encodes consecutive entries, the first of which has the sequence number after {@code before}.
   */
  public List<Entry> encode(long before, List<Recorded<E>> entries) {
    List<Entry> encoded = new ArrayList<>(entries.size());
    for (Recorded<E> entry : entries) {
      encoded.add(encode(before + 1 + encoded.size(), entry));
    }
    return encoded;
  }

  /** Encodes the entry with this sequence number. */
  public Entry encode(long seq, Recorded<E> entry) {
    E event = entry.event();
    if (event == null) {
      return new Entry(seq, List.of());
    }
    List<EncodedView> views = new ArrayList<>(2);
    for (View view : frames.views(event)) {
      views.add(encode(seq, entry, view));
    }
    return new Entry(seq, views);
  }

  private EncodedView encode(long seq, Recorded<E> entry, View view) {
    String data = Json.write(view.data());
    String open = data.substring(0, data.length() - 1);
    Map<String, String> own = new HashMap<>();
    view.own().forEach((user, personal) -> own.put(user.value(), Json.write(personal)));
    return switch (view.lane()) {
      case DURABLE ->
          new EncodedView(
              view.audience(),
              Lane.DURABLE,
              "",
              "{\"op\":\"event\",\"topic\":" + topic + ",\"seq\":" + seq + ",\"prev\":",
              EncodedView.TYPE
                  + view.type()
                  + "\",\"at\":\""
                  + entry.at()
                  + "\",\"by\":"
                  + Json.write(entry.by().value())
                  + ",\"data\":"
                  + open,
              own);
      case LATEST, SIGNAL ->
          new EncodedView(
              view.audience(),
              Lane.LATEST,
              view.key(),
              "",
              "{\"op\":\"latest\",\"topic\":"
                  + topic
                  + ",\"type\":"
                  + Json.write(view.type())
                  + ",\"key\":"
                  + Json.write(view.key())
                  + ",\"data\":"
                  + open,
              own);
    };
  }
}
