package io.lyceum.bench.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses connections come from, in turn: one address has some 28,000 ports to one server.
 */
public final class Sources {
  private static final int MOST = 256;

  private final List<InetSocketAddress> addresses;
  private int next;

  private Sources(List<InetSocketAddress> addresses) {
    this.addresses = addresses;
  }

  /** The system's choice. */
  public static Sources any() {
    return new Sources(List.of());
  }

  /**
   * Reads {@code 127.0.0.2-127.0.0.9}, or one address.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Sources parse(String text) {
    String[] ends = text.split("-", -1);
    long first = number(ends[0]);
    long last = ends.length == 1 ? first : number(ends[1]);
    if (ends.length > 2 || last < first || last - first >= MOST) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (long address = first; address <= last; address++) {
      addresses.add(new InetSocketAddress(address(address), 0));
    }
    return new Sources(addresses);
  }

  /** The next address to come from; null for the system's choice. */
  public synchronized @Nullable InetSocketAddress next() {
    return addresses.isEmpty() ? null : addresses.get(next++ % addresses.size());
  }

  List<String> addresses() {
    return addresses.stream().map(address -> address.getAddress().getHostAddress()).toList();
  }

  private static long number(String text) {
    String[] parts = text.strip().split("\\.", -1);
    long number = 0;
    for (String part : parts) {
      if (parts.length != 4 || !part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
        throw new IllegalArgumentException("not an IPv4 address: " + text);
      }
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }

  private static InetAddress address(long number) {
    byte[] bytes = {
      (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
    };
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
