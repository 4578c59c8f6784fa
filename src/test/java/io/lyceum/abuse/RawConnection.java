package io.lyceum.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A TCP connection that says whatever it is told, well-formed or not. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MS = 10_000;

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  static RawConnection open(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MS);
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WebSocket as a client at {@code address}, behind a proxy that is trusted. */
  static RawConnection webSocket(int port, String address) {
    RawConnection connection = open(port);
    connection.send(handshake("X-Forwarded-For: " + address));
    if (!connection.readHead().startsWith("HTTP/1.1 101")) {
      throw new IllegalStateException("no socket");
    }
    return connection;
  }

  static String handshake(String... headers) {
    return "GET /v1/socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Protocol: lyceum.v1.json\r\n"
        + String.join("\r\n", headers)
        + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
  }

  RawConnection send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A frame's head that announces {@code length} bytes, masked with zeros. */
  static byte[] head(boolean last, int opcode, long length) {
    ByteBuffer head = ByteBuffer.allocate(14);
    head.put((byte) ((last ? 0x80 : 0) | opcode));
    if (length < 126) {
      head.put((byte) (0x80 | length));
    } else if (length < 1 << 16) {
      head.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      head.put((byte) (0x80 | 127)).putLong(length);
    }
    head.putInt(0);
    byte[] bytes = new byte[head.position()];
    head.flip().get(bytes);
    return bytes;
  }

  /** The same bytes over and over, in one piece: cheap for who sends them. */
  static byte[] many(int times, byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      for (byte[] part : parts) {
        all.writeBytes(part);
      }
    }
    return all.toByteArray();
  }

  RawConnection sendText(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return send(
        ByteBuffer.allocate(payload.length + 14)
            .put(head(true, 1, payload.length))
            .put(payload)
            .flip()
            .duplicate());
  }

  private RawConnection send(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return send(bytes);
  }

  /** Up to the empty line, or what came before the end. */
  String readHead() {
    return read("\r\n\r\n");
  }

  /** Passes over everything up to {@code end}, which must come. */
  void readUntil(String end) {
    String text = read(end);
    if (!text.endsWith(end)) {
      throw new AssertionError("no " + end + " in " + text);
    }
  }

  private String read(String end) {
    StringBuilder text = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      for (int c = in.read(); c >= 0; c = in.read()) {
        text.append((char) c);
        if (text.toString().endsWith(end)) {
          break;
        }
      }
    } catch (IOException e) {
      // As far as it went.
    }
    return text.toString();
  }

  /** Everything until the server ends the connection; fails when it does not. */
  String readToEnd() {
    StringBuilder text = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      for (int c = in.read(); c >= 0; c = in.read()) {
        text.append((char) c);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection; it said " + text, e);
    } catch (IOException e) {
      // Reset: ended too.
    }
    return text.toString();
  }

  /** Whether the other side has ended it; what it said meanwhile is passed over. */
  boolean isOver() {
    try {
      socket.setSoTimeout(1);
      byte[] some = new byte[4096];
      for (int i = 0; i < 100; i++) {
        if (socket.getInputStream().read(some) < 0) {
          return true;
        }
      }
      return false;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
