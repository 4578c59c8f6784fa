package io.lyceum.platform.settings;

import java.util.regex.Pattern;

/** What a host's name tells without asking anybody. */
final class Hosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private Hosts() {}

  /** Whether it is surely this machine; another name might lead anywhere. */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
