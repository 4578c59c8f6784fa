package io.lyceum.identity.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.lyceum.platform.seal.SealRing;
import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.platform.settings.KeySettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The keys access tokens are signed with: made on the first start, kept in the database for every
 * node. A new one is published at once and signs {@link #AHEAD} later, when all nodes know it; the
 * one before it verifies until the last of its tokens has expired, then it is removed.
 */
public final class SigningKeys {
  /** Far more than the time between two readings of the table, and than others may keep our set. */
  static final Duration AHEAD = Duration.ofMinutes(2);

  /** A token signed at the last moment, by a node whose clock is behind, has expired by then. */
  private static final Duration KEPT = IdentitySettings.LONGEST_ACCESS.plusMinutes(5);

  /** Anyone can name a key that does not exist. */
  private static final Duration UNKNOWN_EVERY = Duration.ofSeconds(5);

  private final Jdbi jdbi;
  private final KeySettings settings;
  private final Clock clock;
  private final KeyTable table;
  private final byte[] secret;

  private final AtomicLong lastUnknown = new AtomicLong();

  /** The one that signs last first. */
  private volatile List<SigningKey> keys;

  private volatile Runnable whenUnknown = () -> {};

  private SigningKeys(Jdbi jdbi, KeySettings settings, Clock clock) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.clock = clock;
    this.table = new KeyTable(new SealRing(settings.encryption()));
    List<SigningKey> known = jdbi.withHandle(table::keys);
    this.keys = known.isEmpty() ? storeFirst(make(clock.instant())) : known;
    this.secret = jdbi.inTransaction(table::secret);
  }

  /**
   * Reads the keys; two nodes that start first at the same time still agree on one.
   *
   * @throws KeyProblem when they are sealed and this node cannot open them
   */
  public static SigningKeys load(Jdbi jdbi, IdentitySettings settings, Clock clock) {
    return new SigningKeys(jdbi, settings.keys(), clock);
  }

  /** The key was made beforehand: on a busy machine that takes longer than a transaction may. */
  private List<SigningKey> storeFirst(SigningKey made) {
    return jdbi.inTransaction(
        handle -> {
          KeyTable.lock(handle);
          List<SigningKey> stored = table.keys(handle);
          if (!stored.isEmpty()) {
            return stored;
          }
          table.add(handle, made);
          return List.of(made);
        });
  }

  /** The one that signs now: the newest whose time has come. */
  SigningKey current() {
    List<SigningKey> all = keys;
    Instant now = clock.instant();
    return all.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .findFirst()
        // Made a moment ago by a node whose clock is ahead.
        .orElseGet(all::getLast);
  }

  /** The one that signs last first; all of them verify. */
  List<SigningKey> all() {
    return keys;
  }

  /** An unknown one may be new: the table is read again then, though not for this answer. */
  Optional<SigningKey> byId(String id) {
    Optional<SigningKey> found = keys.stream().filter(key -> key.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      long now = clock.millis();
      long last = lastUnknown.get();
      if (now - last >= UNKNOWN_EVERY.toMillis() && lastUnknown.compareAndSet(last, now)) {
        whenUnknown.run();
      }
    }
    return found;
  }

  /** Has {@code look} run when a token names an unknown key, though not for each of a flood. */
  void whenUnknown(Runnable look) {
    whenUnknown = look;
  }

  /** The public halves as a JWK Set, for others who verify our tokens. */
  public String published() {
    return new JWKSet(keys.stream().map(SigningKey::jwk).map(JWK::toPublicJWK).toList()).toString();
  }

  /** A secret of this installation for another purpose; from it nothing of any other is learnt. */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** Learns what other nodes have changed; when all keys were taken away, makes one. */
  void reload() {
    List<SigningKey> stored = jdbi.withHandle(table::keys);
    keys = stored.isEmpty() ? storeFirst(make(clock.instant())) : stored;
  }

  /** Makes the next key when it is time, and removes those that no token needs any more. */
  void rotate() {
    rotate(false);
  }

  /**
   * The same when a node starts, which may have been told another algorithm or another seal. Later
   * that counts no more: two nodes that were told differently would make keys in turn for ever.
   */
  void rotateAtStart() {
    jdbi.useTransaction(
        handle -> {
          KeyTable.lock(handle);
          table.sealAgain(handle);
        });
    rotate(true);
  }

  private void rotate(boolean byAlgorithm) {
    if (isDue(keys, byAlgorithm) || keys.stream().anyMatch(key -> isOver(key, keys))) {
      SigningKey next = make(clock.instant().plus(AHEAD));
      keys =
          jdbi.inTransaction(
              handle -> {
                KeyTable.lock(handle);
                return rotate(handle, next, byAlgorithm);
              });
    }
  }

  private List<SigningKey> rotate(Handle handle, SigningKey next, boolean byAlgorithm) {
    List<SigningKey> stored = table.keys(handle);
    if (isDue(stored, byAlgorithm)) {
      table.add(handle, next);
    }
    stored.stream().filter(key -> isOver(key, stored)).forEach(key -> table.remove(handle, key));
    return table.keys(handle);
  }

  private boolean isDue(List<SigningKey> stored, boolean byAlgorithm) {
    SigningKey newest = stored.getFirst();
    return !newest.signsFrom().plus(settings.rotation()).isAfter(clock.instant())
        || (byAlgorithm && !newest.isFor(settings.algorithm()));
  }

  /** Whether its successor has signed for so long that no token of its own is left. */
  private boolean isOver(SigningKey key, List<SigningKey> stored) {
    int place = stored.indexOf(key);
    return place > 0 && stored.get(place - 1).signsFrom().plus(KEPT).isBefore(clock.instant());
  }

  private SigningKey make(Instant signsFrom) {
    return SigningKey.make(settings.algorithm(), signsFrom);
  }
}
