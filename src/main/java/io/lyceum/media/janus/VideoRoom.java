package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.media.Layer;
import java.util.Collection;

/** The requests of Janus' VideoRoom plugin that are used here. */
final class VideoRoom {
  /** By this a room is known as ours; the second it was opened follows. */
  static final String MARK = "lyceum ";

  /** Senders at once; a class has a teacher and a few who have the word. */
  private static final int MOST_SENDERS = 64;

  /** Half a second of voice: of a cough nobody is told. */
  private static final int SPEECH_PACKETS = 25;

  /** Below full level in decibels, on the average; silence is 127. */
  private static final int SPEECH_LEVEL = 60;

  /** Of up to three sizes that a sender may send the first is the smallest. */
  private static final int SMALLEST = 0;

  private static final int LARGEST = 2;

  private VideoRoom() {}

  static ObjectNode create(RoomKeys keys, int bitrate, long openedAt) {
    return request("create")
        .put("room", keys.room())
        .put("secret", keys.secret())
        .put("pin", keys.pin())
        .put("description", MARK + openedAt)
        .put("publishers", MOST_SENDERS)
        .put("bitrate", bitrate)
        .put("fir_freq", 10)
        .put("audiolevel_event", true)
        .put("audio_active_packets", SPEECH_PACKETS)
        .put("audio_level_average", SPEECH_LEVEL)
        .put("audiocodec", "opus")
        .put("videocodec", "vp8,h264")
        .put("permanent", false);
  }

  static ObjectNode destroy(RoomKeys keys) {
    return request("destroy").put("room", keys.room()).put("secret", keys.secret());
  }

  static ObjectNode list() {
    return request("list");
  }

  static ObjectNode publish(RoomKeys keys, long id, int bitrate) {
    return request("joinandconfigure")
        .put("ptype", "publisher")
        .put("room", keys.room())
        .put("pin", keys.pin())
        .put("id", id)
        .put("bitrate", bitrate);
  }

  static ObjectNode moderate(RoomKeys keys, long id, String mid, boolean mute) {
    return request("moderate")
        .put("room", keys.room())
        .put("secret", keys.secret())
        .put("id", id)
        .put("mid", mid)
        .put("mute", mute);
  }

  static ObjectNode record(String name) {
    return request("configure").put("record", true).put("filename", name);
  }

  static ObjectNode stopRecording() {
    return request("configure").put("record", false);
  }

  /** Who goes is told by us, without a new offer. */
  static ObjectNode subscribe(RoomKeys keys, Collection<Long> ids) {
    ObjectNode body =
        request("join")
            .put("ptype", "subscriber")
            .put("room", keys.room())
            .put("pin", keys.pin())
            .put("autoupdate", false);
    ids.forEach(id -> body.withArray("streams").addObject().put("feed", id));
    return body;
  }

  static ObjectNode alsoSubscribe(Collection<Long> ids) {
    ObjectNode body = request("update");
    ids.forEach(id -> body.withArray("subscribe").addObject().put("feed", id));
    return body;
  }

  static ObjectNode prefer(String mid, Layer layer) {
    ObjectNode body = request("configure");
    body.withArray("streams")
        .addObject()
        .put("mid", mid)
        .put("substream", layer == Layer.SMALL ? SMALLEST : LARGEST);
    return body;
  }

  static ObjectNode start() {
    return request("start");
  }

  static ObjectNode description(String type, String sdp) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("sdp", sdp);
  }

  private static ObjectNode request(String name) {
    return JsonNodeFactory.instance.objectNode().put("request", name);
  }
}
