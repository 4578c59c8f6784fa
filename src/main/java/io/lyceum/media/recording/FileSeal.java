package io.lyceum.media.recording;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the address of a part's file good for a while, without a token: a browser's player sends
 * none. Whoever is given one was allowed the file then.
 */
public final class FileSeal {
  private static final String ALGORITHM = "HmacSHA256";

  private FileSeal() {}

  /** The seal of the file until then. */
  public static String of(Part part, Instant until) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(part.key()), ALGORITHM));
      String what = part.file() + " " + until.getEpochSecond();
      return HexFormat.of().formatHex(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether the seal is this file's and still good. */
  public static boolean holds(Part part, Instant until, String seal, Instant now) {
    byte[] expected = of(part, until).getBytes(StandardCharsets.US_ASCII);
    return now.isBefore(until)
        && MessageDigest.isEqual(expected, seal.getBytes(StandardCharsets.US_ASCII));
  }
}
