package io.lyceum.identity.account;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.limits.AddressGroup;
import io.lyceum.platform.limits.Attempts;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often an account and an address may fail to sign in, and how often an address may ask for
 * what costs us a mail or could be a guess; for all nodes together. Floods are turned away before
 * they get here, by the gateway.
 *
 * <p>Guesses from one address are few. Those from everywhere together may be more, and none of them
 * count where the account has been signed in before: nobody can shut its owner out.
 */
public final class SignInLimits {
  private static final Logger log = LoggerFactory.getLogger(SignInLimits.class);

  /** To one recipient within the window, whoever asks for them. */
  private static final int MAILS = 3;

  private final Database database;
  private final Attempts everywhere;
  private final Attempts here;
  private final Attempts addresses;
  private final Attempts mails;

  public SignInLimits(Database database, IdentitySettings settings, LimitMeters meters) {
    this.database = database;
    Duration window = settings.attemptsWindow();
    this.everywhere =
        new Attempts(
            Limit.SIGN_IN_ACCOUNT, settings.attemptsPerAccountEverywhere(), window, meters);
    this.here = new Attempts(Limit.SIGN_IN_PAIR, settings.attemptsPerAccount(), window, meters);
    this.addresses =
        new Attempts(Limit.SIGN_IN_ADDRESS, settings.attemptsPerAddress(), window, meters);
    this.mails = new Attempts(Limit.MAIL, MAILS, window, meters);
  }

  /**
   * Counts a sign-in before it is looked at, so that a burst cannot slip through; always in this
   * order, so that no two wait for each other.
   *
   * @throws Refusal when it is one too many
   */
  public void signIn(Handle handle, String email, String address) {
    String account = email.toLowerCase(Locale.ROOT);
    String group = AddressGroup.of(address);
    if (!isKnown(handle, account, group)) {
      refuse(everywhere.add(handle, account));
    }
    refuse(here.add(handle, pair(account, group)));
    refuse(addresses.add(handle, group));
  }

  /** The attempt succeeded: it was no guess. */
  public void succeeded(Handle handle, String email, String address) {
    String account = email.toLowerCase(Locale.ROOT);
    String group = AddressGroup.of(address);
    if (!isKnown(handle, account, group)) {
      everywhere.takeBack(handle, account);
    }
    here.forget(handle, pair(account, group));
    addresses.takeBack(handle, group);
  }

  /**
   * Counts a request for a mail to {@code email}, for which it makes no odds whether the address is
   * known. Fails with a {@link Refusal} when it is one too many.
   */
  public CompletionStage<Void> mail(String email, String address) {
    return count(
        handle -> {
          refuse(mails.add(handle, email.toLowerCase(Locale.ROOT)));
          refuse(addresses.add(handle, AddressGroup.of(address)));
        });
  }

  /** Counts a token that somebody shows. Fails with a {@link Refusal} when it is one too many. */
  public CompletionStage<Void> token(String address) {
    return count(handle -> refuse(addresses.add(handle, AddressGroup.of(address))));
  }

  /** In a transaction of its own: what it is counted for may fail. */
  private CompletionStage<Void> count(Consumer<Handle> counting) {
    return database
        .acrossSchools(
            handle -> {
              counting.accept(handle);
              return true;
            })
        .thenAccept(_ -> {});
  }

  /** Whether somebody has been in with this account from there. */
  private static boolean isKnown(Handle handle, String account, String group) {
    return handle
        .select(
            "select distinct s.address from session s join person p on p.id = s.person where"
                + " p.email_key = ? and p.claimed and s.address is not null",
            account)
        .mapTo(String.class)
        .stream()
        .anyMatch(address -> AddressGroup.of(address).equals(group));
  }

  private static String pair(String account, String group) {
    return account + " " + group;
  }

  private static void refuse(Duration wait) {
    if (!wait.isZero()) {
      log.atInfo().addKeyValue("waitMs", wait.toMillis()).log("A sign-in was refused: too many");
      throw new Refusal(
          new Rejection(ErrorCode.RATE_LIMITED, "Too many attempts. Try again later."),
          wait.toMillis());
    }
  }
}
