package io.lyceum.platform.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A client's wish to open a WebSocket (RFC 6455, 4.2), well-formed in every detail.
 *
 * @param protocols the subprotocols it offers
 * @param forwardedFor what proxies say of the client; to be believed only of some
 * @param length of the request's head, in bytes
 */
public record Handshake(
    String key,
    String host,
    @Nullable String origin,
    List<String> protocols,
    List<String> forwardedFor,
    int length)
    implements FirstRequest {
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final int KEY_TEXT = 24;

  public Handshake {
    protocols = List.copyOf(protocols);
    forwardedFor = List.copyOf(forwardedFor);
  }

  /** The answer that opens it. */
  public ByteString accept(@Nullable String protocol) {
    StringBuilder answer = new StringBuilder(192);
    answer.append(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    answer.append("Sec-WebSocket-Accept: ").append(proof(key)).append("\r\n");
    if (protocol != null) {
      answer.append("Sec-WebSocket-Protocol: ").append(protocol).append("\r\n");
    }
    return ByteString.fromString(answer.append("\r\n").toString());
  }

  /** What a server answers to a client's {@code key}. */
  public static String proof(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] text = (key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(sha1.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  static boolean isKey(String text) {
    try {
      return text.length() == KEY_TEXT && Base64.getDecoder().decode(text).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
