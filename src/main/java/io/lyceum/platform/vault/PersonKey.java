package io.lyceum.platform.vault;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A person's key, or that it is destroyed.
 *
 * @param secret 256 bits of AES; null once it is destroyed
 */
record PersonKey(@Nullable SecretKey secret) {
  static final PersonKey DESTROYED = new PersonKey(null);

  static PersonKey of(byte[] bytes) {
    return new PersonKey(new SecretKeySpec(bytes, "AES"));
  }

  /** Sealed values as Base64, bound to {@code place}; empty when the key is destroyed. */
  String close(Aead aead, String place, String values) {
    return secret == null
        ? ""
        : Base64.getEncoder().withoutPadding().encodeToString(aead.seal(secret, place, values));
  }

  /**
   * The values; null when the key is destroyed.
   *
   * @throws UnsealProblem when this is not what was sealed with this key for this place
   */
  @Nullable String open(Aead aead, String place, String sealed) {
    if (secret == null) {
      return null;
    }
    try {
      return aead.open(secret, place, Base64.getDecoder().decode(sealed));
    } catch (IllegalArgumentException e) {
      throw new UnsealProblem(place, e);
    }
  }
}
