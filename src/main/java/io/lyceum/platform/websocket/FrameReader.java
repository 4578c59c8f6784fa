package io.lyceum.platform.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frames (RFC 6455, 5) from bytes as they come, in whatever pieces. It keeps the
 * bytes of a message that is not whole yet and nothing else, so that a quiet client costs nothing.
 */
public final class FrameReader {
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NO_UTF8 = 1007;
  private static final int LONGEST_CONTROL = 125;
  private static final int MASK_BYTES = 4;
  private static final byte[] NOTHING = {};

  private enum At {
    OPCODE,
    LENGTH,
    LONG_LENGTH,
    MASK,
    PAYLOAD,
    /** Closed or broken: what comes is not read. */
    END
  }

  private final int maxBytes;
  private At at = At.OPCODE;
  private byte first;
  private byte missing;
  private long length;
  private int mask;
  private int unmasked;

  /** Of the message under way; {@link Frames#CONTINUATION} when none is. */
  private int opcode;

  private byte[] message = NOTHING;
  private int size;
  private int utf8;
  private boolean tooLarge;
  private byte[] control = NOTHING;

  /**
   * @param maxBytes the largest message, in all its frames
   */
  public FrameReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether a frame or a message has begun and is not whole. */
  public boolean isPartial() {
    return at != At.END && (at != At.OPCODE || opcode != Frames.CONTINUATION);
  }

  /** The next event in these bytes; null when they are used up. */
  public @Nullable FrameEvent next(ByteBuffer in) {
    FrameEvent event = null;
    while (event == null && (in.hasRemaining() || isWholePayload())) {
      event =
          switch (at) {
            case OPCODE -> opcode(in.get());
            case LENGTH -> length(in.get());
            case LONG_LENGTH -> longLength(in.get());
            case MASK -> mask(in.get());
            case PAYLOAD -> payload(in);
            case END -> {
              in.position(in.limit());
              yield null;
            }
          };
    }
    return event;
  }

  /** A frame of no bytes is whole as soon as its head is. */
  private boolean isWholePayload() {
    return at == At.PAYLOAD && length == 0;
  }

  private @Nullable FrameEvent opcode(byte octet) {
    first = octet;
    int code = frameOpcode();
    boolean reserved = (octet & 0x70) != 0;
    boolean known =
        isControl()
            ? isFinal() && code <= Frames.PONG
            : code <= Frames.BINARY
                && (code == Frames.CONTINUATION) == (opcode != Frames.CONTINUATION);
    if (reserved || !known) {
      return broken(PROTOCOL_ERROR);
    }
    at = At.LENGTH;
    return null;
  }

  private @Nullable FrameEvent length(byte octet) {
    boolean masked = octet < 0;
    int given = octet & 0x7F;
    if (!masked || (isControl() && given > LONGEST_CONTROL)) {
      return broken(PROTOCOL_ERROR);
    }
    length = 0;
    if (given <= LONGEST_CONTROL) {
      return lengthKnown(given);
    }
    missing = (byte) (given == LONGEST_CONTROL + 1 ? 2 : 8);
    first = (byte) (missing == 2 ? first : first | 0x40);
    at = At.LONG_LENGTH;
    return null;
  }

  private @Nullable FrameEvent longLength(byte octet) {
    length = length << 8 | (octet & 0xFF);
    if (--missing > 0) {
      return null;
    }
    // The shortest form that holds it must be used, and no length is negative.
    boolean eight = (first & 0x40) != 0;
    if (length < (eight ? 0x1_0000 : LONGEST_CONTROL + 1)) {
      return broken(PROTOCOL_ERROR);
    }
    return lengthKnown(length);
  }

  private @Nullable FrameEvent lengthKnown(long known) {
    length = known;
    missing = MASK_BYTES;
    mask = 0;
    unmasked = 0;
    at = At.MASK;
    if (!isControl() && !tooLarge && size + known > maxBytes) {
      tooLarge = true;
      message = NOTHING;
      size = 0;
      utf8 = Utf8.CLEAN;
      opcode = frameOpcode() == Frames.CONTINUATION ? opcode : frameOpcode();
      return new FrameEvent.TooLarge();
    }
    return null;
  }

  private @Nullable FrameEvent mask(byte octet) {
    mask = mask << 8 | (octet & 0xFF);
    if (--missing == 0) {
      at = At.PAYLOAD;
      if (isControl()) {
        control = length == 0 ? NOTHING : new byte[(int) length];
      } else if (frameOpcode() != Frames.CONTINUATION) {
        opcode = frameOpcode();
      }
    }
    return null;
  }

  private @Nullable FrameEvent payload(ByteBuffer in) {
    int count = (int) Math.min(in.remaining(), length);
    if (isControl()) {
      unmask(in, control, control.length - (int) length, count);
    } else if (tooLarge) {
      in.position(in.position() + count);
    } else {
      reserve(count);
      unmask(in, message, size, count);
      if (opcode == Frames.TEXT) {
        utf8 = Utf8.check(utf8, message, size, size + count);
      }
      size += count;
      if (utf8 == Utf8.BROKEN) {
        return broken(NO_UTF8);
      }
    }
    length -= count;
    return length == 0 ? whole() : null;
  }

  /** Room for what has come, not for what is announced. */
  private void reserve(int count) {
    int wanted = size + count;
    if (wanted > message.length) {
      long all = isFinal() ? size + length : 2L * wanted;
      message = Arrays.copyOf(message, (int) Math.min(Math.max(wanted, 2L * size), all));
    }
  }

  private void unmask(ByteBuffer in, byte[] to, int from, int count) {
    in.get(to, from, count);
    int key = Integer.rotateLeft(mask, 8 * (unmasked & 3));
    for (int i = from; i < from + count; i++) {
      key = Integer.rotateLeft(key, 8);
      to[i] ^= (byte) key;
    }
    unmasked += count;
  }

  private @Nullable FrameEvent whole() {
    at = At.OPCODE;
    if (isControl()) {
      byte[] payload = control;
      control = NOTHING;
      return control(payload);
    }
    return isFinal() ? message() : null;
  }

  private @Nullable FrameEvent message() {
    if (utf8 != Utf8.CLEAN) {
      return broken(NO_UTF8);
    }
    boolean text = opcode == Frames.TEXT;
    byte[] all = message;
    int bytes = size;
    boolean passedOver = tooLarge;
    message = NOTHING;
    size = 0;
    opcode = Frames.CONTINUATION;
    tooLarge = false;
    if (passedOver) {
      return null;
    }
    return text
        ? new FrameEvent.Text(new String(all, 0, bytes, StandardCharsets.UTF_8))
        : new FrameEvent.Binary(ByteString.fromArrayUnsafe(all, 0, bytes));
  }

  private FrameEvent control(byte[] payload) {
    return switch (frameOpcode()) {
      case Frames.PING -> new FrameEvent.Ping(ByteString.fromArrayUnsafe(payload));
      case Frames.PONG -> new FrameEvent.Pong();
      default -> close(payload);
    };
  }

  private FrameEvent close(byte[] payload) {
    if (payload.length == 0) {
      at = At.END;
      return new FrameEvent.Close(Frames.NO_CODE);
    }
    int code = payload.length == 1 ? 0 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    if (!Frames.isCloseCode(code)) {
      return broken(PROTOCOL_ERROR);
    }
    if (Utf8.check(Utf8.CLEAN, payload, 2, payload.length) != Utf8.CLEAN) {
      return broken(NO_UTF8);
    }
    at = At.END;
    return new FrameEvent.Close(code);
  }

  private FrameEvent broken(int code) {
    at = At.END;
    message = NOTHING;
    control = NOTHING;
    return new FrameEvent.Violation(code);
  }

  private int frameOpcode() {
    return first & 0x0F;
  }

  private boolean isControl() {
    return (first & 0x08) != 0;
  }

  private boolean isFinal() {
    return first < 0;
  }
}
