package io.lyceum.bench.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The opening of a WebSocket: what a client asks and what a server must answer. */
final class Handshake {
  private static final int MAX_ANSWER = 16_384;

  private final String key;

  Handshake() {
    byte[] random = new byte[16];
    new SplittableRandom().nextBytes(random);
    key = Base64.getEncoder().encodeToString(random);
  }

  byte[] request(String host, String path, @Nullable String subprotocol) {
    String protocol = subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: "
            + key
            + "\r\n"
            + protocol
            + "\r\n";
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Where the answer in {@code [from, to)} ends; -1 when more of it is to come.
   *
   * @throws ProtocolProblem when the server does not agree
   */
  int answered(byte[] bytes, int from, int to) {
    for (int i = from; i + 4 <= to; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r') {
        check(new String(bytes, from, i - from, StandardCharsets.ISO_8859_1));
        return i + 4;
      }
    }
    if (to - from > MAX_ANSWER) {
      throw new ProtocolProblem("the handshake has no end");
    }
    return -1;
  }

  private void check(String answer) {
    String first = answer.lines().findFirst().orElse("");
    if (!first.startsWith("HTTP/1.1 101")) {
      throw new ProtocolProblem("the handshake was answered with " + first);
    }
    String accept = io.lyceum.platform.websocket.Handshake.proof(key);
    boolean agreed =
        answer
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-accept:"))
            .anyMatch(line -> line.substring(line.indexOf(':') + 1).strip().equals(accept));
    if (!agreed) {
      throw new ProtocolProblem("the handshake was answered by no WebSocket");
    }
  }
}
