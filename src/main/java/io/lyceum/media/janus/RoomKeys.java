package io.lyceum.media.janus;

import io.lyceum.core.TopicId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Number, secret and pin of a room. Nobody can guess them, yet every node makes the same from the
 * secret it shares with Janus: a room that a crash has left behind can be destroyed by whoever
 * finds it, and nothing need be stored.
 */
record RoomKeys(long room, String secret, String pin) {
  private static final String ALGORITHM = "HmacSHA256";

  /** Janus reads numbers as a JavaScript would: 53 bits. */
  private static final int SPARE_BITS = 11;

  static RoomKeys of(TopicId topic, String apiSecret) {
    byte[] digest = hmac(apiSecret, "room|" + topic.key());
    return of(Math.max(1, ByteBuffer.wrap(digest).getLong() >>> SPARE_BITS), apiSecret);
  }

  /** Of a room whose topic is not known, only its number. */
  static RoomKeys of(long room, String apiSecret) {
    return new RoomKeys(
        room,
        HexFormat.of().formatHex(hmac(apiSecret, "secret|" + room)),
        HexFormat.of().formatHex(hmac(apiSecret, "pin|" + room)));
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "a room";
  }

  private static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
