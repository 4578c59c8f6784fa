package io.lyceum.identity.secondfactor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The code an authenticator shows: RFC 6238 with SHA-1, 30 seconds and six digits. */
public final class Totp {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /** The code of an instant. */
  public static String code(byte[] seed, Instant at) {
    return code(seed, step(at));
  }

  /**
   * The step whose code this is: the present one or the one before, for who types slowly. None that
   * is not after {@code lastUsed}.
   */
  static OptionalLong match(byte[] seed, String code, Instant now, long lastUsed) {
    long present = step(now);
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    return LongStream.of(present, present - 1)
        .filter(step -> step > lastUsed)
        .filter(
            step -> MessageDigest.isEqual(code(seed, step).getBytes(StandardCharsets.UTF_8), given))
        .findFirst();
  }

  private static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
  }

  private static String code(byte[] seed, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(seed, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA1", e);
    }
  }
}
