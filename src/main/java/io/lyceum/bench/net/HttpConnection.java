package io.lyceum.bench.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One kept-alive HTTP/1.1 connection with at most one request under way. */
public final class HttpConnection implements Protocol {
  /** Hears what becomes of the connection and its requests. */
  public interface Listener {
    /** It can take a request: it is new, or the one before is answered. */
    void free(HttpConnection connection);

    /**
     * @param stamp of the request that is answered
     * @param nanos when the last of the answer was read
     */
    void answered(long stamp, int status, int bytes, long nanos);

    void lost(HttpConnection connection, String why);
  }

  private static final int UNKNOWN = -1;
  private static final int CHUNKED = -2;
  private static final int MAX_HEAD = 16_384;

  private final Listener listener;
  private @Nullable Connection connection;
  private long stamp;

  public HttpConnection(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void connected(Connection made) {
    connection = made;
    listener.free(this);
  }

  /** Sends a request, written out; only when it is free. False when the connection is gone. */
  public boolean send(byte[] request, long meantAt) {
    stamp = meantAt;
    Connection to = connection;
    return to != null && to.write(ByteBuffer.wrap(request));
  }

  /** The bytes of a GET. */
  public static byte[] get(String host, String path, String token) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int received(byte[] bytes, int from, int to, long nanos) {
    int body = endOfHead(bytes, from, to);
    if (body < 0) {
      return from;
    }
    String head = new String(bytes, from, body - from, StandardCharsets.ISO_8859_1);
    int length = length(head.toLowerCase(Locale.ROOT));
    int end = length == CHUNKED ? endOfChunks(bytes, body, to) : body + length;
    if (end < 0 || end > to) {
      return from;
    }
    listener.answered(stamp, Integer.parseInt(head.substring(9, 12)), end - from, nanos);
    listener.free(this);
    return end;
  }

  @Override
  public void lost(String why) {
    listener.lost(this, why);
  }

  private static int endOfHead(byte[] bytes, int from, int to) {
    for (int i = from; i + 4 <= to; i++) {
      if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 1] == '\n') {
        return i + 4;
      }
    }
    if (to - from > MAX_HEAD) {
      throw new ProtocolProblem("an answer's head has no end");
    }
    return -1;
  }

  private static int length(String head) {
    if (!head.startsWith("http/1.1 ")) {
      throw new ProtocolProblem("not an HTTP/1.1 answer");
    }
    int length = UNKNOWN;
    for (String line : head.split("\r\n", -1)) {
      if (line.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      } else if (line.startsWith("transfer-encoding:") && line.endsWith("chunked")) {
        length = CHUNKED;
      }
    }
    if (length == UNKNOWN) {
      throw new ProtocolProblem("an answer of unknown length");
    }
    return length;
  }

  /** Where the chunks that begin at {@code from} end; -1 when more are to come. */
  private static int endOfChunks(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      int line = at;
      while (line < to && bytes[line] != '\n') {
        line++;
      }
      if (line >= to) {
        return -1;
      }
      String size = new String(bytes, at, line - at, StandardCharsets.US_ASCII).strip();
      int length = Integer.parseInt(size.replaceFirst(";.*", ""), 16);
      at = line + 1 + length + 2;
      if (at > to) {
        return -1;
      }
      if (length == 0) {
        return at;
      }
    }
  }
}
