package io.lyceum.platform.settings;

import java.net.InetAddress;
import java.util.Optional;

/** An address or a network in CIDR form. */
public record Network(InetAddress address, int bits) {
  /** Reads {@code 10.0.0.0/8}, {@code ::1} and the like; asks no name server. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int longest = address.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
      return bits >= 0 && bits <= longest
          ? Optional.of(new Network(address, bits))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress other) {
    byte[] own = address.getAddress();
    byte[] its = other.getAddress();
    if (own.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += Byte.SIZE) {
      int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit));
      if (((own[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
