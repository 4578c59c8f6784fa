package io.lyceum.platform.websocket;

import java.nio.charset.StandardCharsets;

/**
 * What the first bytes of a connection ask for. Only a request that is a handshake beyond doubt is
 * taken for one: everything else, however odd, is for the HTTP server to judge, so that there are
 * no two opinions about where a request ends.
 */
public sealed interface FirstRequest permits FirstRequest.Undecided, FirstRequest.Other, Handshake {
  /** It could still become a handshake. */
  record Undecided() implements FirstRequest {}

  /** It is none. */
  record Other() implements FirstRequest {}

  /** A head that is longer is for the HTTP server to refuse. */
  int MAX_HEAD = 16 * 1024;

  /**
   * @param path where sockets are
   */
  static FirstRequest read(byte[] bytes, String path) {
    if (!mayBeGet(bytes, path)) {
      return new Other();
    }
    int end = endOfHead(bytes);
    if (end == 0) {
      return bytes.length < MAX_HEAD ? new Undecided() : new Other();
    }
    return end < 0
        ? new Other()
        : new RequestHead(new String(bytes, 0, end, StandardCharsets.ISO_8859_1), path)
            .handshake(end)
            .<FirstRequest>map(handshake -> handshake)
            .orElseGet(Other::new);
  }

  private static boolean mayBeGet(byte[] bytes, String path) {
    byte[] wanted = ("GET " + path).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < Math.min(wanted.length, bytes.length); i++) {
      if (bytes[i] != wanted[i]) {
        return false;
      }
    }
    return bytes.length <= wanted.length
        || bytes[wanted.length] == ' '
        || bytes[wanted.length] == '?';
  }

  /** Behind the empty line; 0 when it has not come, negative when a line ends otherwise. */
  private static int endOfHead(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (i == 0 || bytes[i - 1] != '\r') {
          return -1;
        }
        if (i >= 3 && bytes[i - 2] == '\n') {
          return i + 1 <= MAX_HEAD ? i + 1 : -1;
        }
      }
    }
    return 0;
  }
}
