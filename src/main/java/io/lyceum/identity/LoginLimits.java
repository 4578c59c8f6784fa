package io.lyceum.identity;

import io.lyceum.platform.settings.IdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an account and an address may fail to sign in. An attempt counts before its password is
 * checked, so a burst cannot slip through, and is given back when it succeeds. In this node's
 * memory only, and bounded.
 */
final class LoginLimits {
  private record Attempts(Instant since, int count) {}

  /** A limited memory: the oldest name is forgotten first. */
  private static final int MAX_NAMES = 20_000;

  private final Map<String, Attempts> attempts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
          return size() > MAX_NAMES;
        }
      };

  private final int perAccount;
  private final int perAddress;
  private final Duration window;
  private final Clock clock;

  LoginLimits(IdentitySettings settings, Clock clock) {
    this.perAccount = settings.attemptsPerAccount();
    this.perAddress = settings.attemptsPerAddress();
    this.window = settings.attemptsWindow();
    this.clock = clock;
  }

  /** Counts an attempt; zero when it may go on, else how long to wait. */
  synchronized Duration tryNow(String email, String address) {
    Duration wait = wait("account " + email, perAccount);
    Duration addressWait = wait("address " + address, perAddress);
    Duration longer = wait.compareTo(addressWait) > 0 ? wait : addressWait;
    if (longer.isZero()) {
      add("account " + email, 1);
      add("address " + address, 1);
    }
    return longer;
  }

  /** The attempt succeeded: it was no guess. */
  synchronized void succeeded(String email, String address) {
    attempts.remove("account " + email);
    add("address " + address, -1);
  }

  private Duration wait(String name, int limit) {
    Attempts so = attempts.get(name);
    if (so == null || so.count() < limit) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), so.since().plus(window));
    return left.isPositive() ? left : Duration.ZERO;
  }

  private void add(String name, int change) {
    Instant now = clock.instant();
    attempts.compute(
        name,
        (_, so) ->
            so == null || !so.since().plus(window).isAfter(now)
                ? new Attempts(now, Math.max(0, change))
                : new Attempts(so.since(), Math.max(0, so.count() + change)));
  }
}
