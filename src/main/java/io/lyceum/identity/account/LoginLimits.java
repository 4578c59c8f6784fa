package io.lyceum.identity.account;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often an account and an address may fail to sign in, and how often an address may ask for
 * what costs us a mail or could be a guess. An attempt counts before it is looked at, so a burst
 * cannot slip through, and is given back when it succeeds. In this node's memory only, and bounded.
 */
public final class LoginLimits {
  private record Attempts(Instant since, int count) {}

  private static final Logger log = LoggerFactory.getLogger(LoginLimits.class);

  /** A limited memory: the oldest name is forgotten first. */
  private static final int MAX_NAMES = 20_000;

  /** To one recipient within the window, whoever asks for them. */
  private static final int MAILS = 3;

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

  public LoginLimits(IdentitySettings settings, Clock clock) {
    this.perAccount = settings.attemptsPerAccount();
    this.perAddress = settings.attemptsPerAddress();
    this.window = settings.attemptsWindow();
    this.clock = clock;
  }

  /** Counts a sign-in; empty when it may go on. */
  public synchronized Optional<Refusal> signIn(String email, String address) {
    return count("account " + email, perAccount, "address " + address);
  }

  /** Counts a request for a mail to {@code email}; whether the address is known makes no odds. */
  public synchronized Optional<Refusal> mail(String email, String address) {
    return count("mail " + email.toLowerCase(Locale.ROOT), MAILS, "address " + address);
  }

  /** Counts a token that somebody shows. */
  public synchronized Optional<Refusal> token(String address) {
    return count("token " + address, perAddress, "address " + address);
  }

  /** The attempt succeeded: it was no guess. */
  public synchronized void succeeded(String email, String address) {
    attempts.remove("account " + email);
    add("address " + address, -1);
  }

  private Optional<Refusal> count(String name, int limit, String address) {
    Duration wait = wait(name, limit);
    Duration addressWait = wait(address, perAddress);
    Duration longer = wait.compareTo(addressWait) > 0 ? wait : addressWait;
    if (longer.isZero()) {
      add(name, 1);
      add(address, 1);
      return Optional.empty();
    }
    log.atInfo().addKeyValue("waitMs", longer.toMillis()).log("A sign-in was refused: too many");
    return Optional.of(
        new Refusal(
            new Rejection(ErrorCode.RATE_LIMITED, "Too many attempts. Try again later."),
            longer.toMillis()));
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
