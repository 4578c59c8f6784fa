package io.lyceum.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;

/** Frames that begin with <code>{"op":"</code>. */
final class Ops {
  private static final byte[] START = Bytes.ascii("{\"op\":\"");

  private Ops() {}

  /** By the first letters of the op; {@code signal} is what a signal counts as. */
  static Wire.Kind kind(byte[] bytes, int from, int to, Wire.Kind signal) {
    int op = from + START.length;
    if (to - op < 2 || !Bytes.startsWith(bytes, from, to, START)) {
      return Wire.Kind.OTHER;
    }
    byte second = bytes[op + 1];
    return switch (bytes[op]) {
      case 'a' -> Wire.Kind.ACK;
      case 'e' -> second == 'v' ? Wire.Kind.DELIVERY : Wire.Kind.OTHER;
      case 'm' -> Wire.Kind.DELIVERY;
      case 'p', 'l' -> Wire.Kind.IGNORED;
      case 's' -> second == 'i' ? signal : Wire.Kind.OTHER;
      default -> Wire.Kind.OTHER;
    };
  }

  /** The frame as JSON; missing when it is none. */
  static JsonNode read(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
