package io.lyceum.identity.account;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.limits.AddressGroup;
import io.lyceum.platform.limits.Attempts;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/**
 * The figures of {@link LoginLimits} once more, for all nodes together: those in memory turn most
 * away, these all that go from node to node.
 */
final class SharedAttempts {
  private final Attempts accounts;
  private final Attempts addresses;

  SharedAttempts(IdentitySettings settings, LimitMeters meters) {
    this.accounts =
        new Attempts(
            Limit.SIGN_IN_ACCOUNT,
            settings.attemptsPerAccount(),
            settings.attemptsWindow(),
            meters);
    this.addresses =
        new Attempts(
            Limit.SIGN_IN_ADDRESS,
            settings.attemptsPerAddress(),
            settings.attemptsWindow(),
            meters);
  }

  /**
   * Counts an attempt, always the account before the address, so that no two wait for each other.
   *
   * @throws Refusal when it is one too many
   */
  void add(Handle handle, String account, String address) {
    refuse(accounts.add(handle, account));
    refuse(addresses.add(handle, AddressGroup.of(address)));
  }

  /** The attempt succeeded: it was no guess. */
  void succeeded(Handle handle, String account, String address) {
    accounts.forget(handle, account);
    addresses.takeBack(handle, AddressGroup.of(address));
  }

  private static void refuse(Duration wait) {
    if (!wait.isZero()) {
      throw new Refusal(
          new Rejection(ErrorCode.RATE_LIMITED, "Too many failed attempts. Try again later."),
          wait.toMillis());
    }
  }
}
