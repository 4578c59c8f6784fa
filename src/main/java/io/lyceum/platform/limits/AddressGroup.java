package io.lyceum.platform.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Whom an address's tokens are for. */
public final class AddressGroup {
  /** A home or an office has a whole /64 of IPv6: any of its addresses is the same client. */
  private static final int PREFIX_BYTES = 8;

  private AddressGroup() {}

  /** The address itself, of IPv6 its first half. */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, PREFIX_BYTES)
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
