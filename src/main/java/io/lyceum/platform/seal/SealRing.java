package io.lyceum.platform.seal;

import com.nimbusds.jose.util.Base64URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Seals with a key that may be followed by another: the first one closes, all of them open, and
 * what is sealed says by which. Without any key texts stay as they are.
 */
public final class SealRing {
  private static final int ID_BYTES = 6;

  private final Map<String, Seal> seals = new LinkedHashMap<>();
  private final Optional<String> first;

  /**
   * @param keys the first one closes, all open
   */
  public SealRing(List<SecretKey> keys) {
    keys.forEach(key -> seals.put(id(key), new Seal(key.getEncoded())));
    this.first = keys.stream().findFirst().map(SealRing::id);
  }

  public String close(String text) {
    return first.map(id -> seal(id).close(id, text)).orElse(text);
  }

  /**
   * What was closed, or the text itself when it never was.
   *
   * @throws BrokenSeal when {@link #holdsKeyOf} is false, or when it was changed
   */
  public String open(String stored) {
    if (!isSealed(stored)) {
      return stored;
    }
    String id = Seal.name(stored);
    return seal(id).open(id, stored);
  }

  private Seal seal(String id) {
    return Optional.ofNullable(seals.get(id))
        .orElseThrow(() -> new BrokenSeal("it was sealed with a key that is not here"));
  }

  /** Whether it needs no key, or one that is here. */
  public boolean holdsKeyOf(String stored) {
    return !isSealed(stored) || seals.containsKey(Seal.name(stored));
  }

  /** Whether {@link #close} would do it the same way now. */
  public boolean isUpToDate(String stored) {
    return first.isEmpty() || (isSealed(stored) && first.get().equals(Seal.name(stored)));
  }

  /** No key of its own inside, so nothing between two dots; neither a JWK nor Base64 has that. */
  private static boolean isSealed(String stored) {
    return stored.contains("..");
  }

  private static String id(SecretKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return Base64URL.encode(Arrays.copyOf(hash, ID_BYTES)).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
