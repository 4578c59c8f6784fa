package io.lyceum.platform.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * How signing keys are made, follow one another and are kept.
 *
 * @param algorithm of keys that are made from now on
 * @param rotation how long a key signs
 * @param encryption the first one seals what is secret in the database, all of them open it; empty:
 *     it is not sealed
 */
public record KeySettings(
    SigningAlgorithm algorithm, Duration rotation, List<SecretKey> encryption) {
  private static final String SECTION = "lyceum.identity.";
  private static final String ENCRYPTION = SECTION + "key-encryption-key";
  private static final Pattern ALGORITHM = Pattern.compile("RS256|ES256");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=_-]+");
  private static final String EXPECTED = "32 bytes in Base64, as openssl rand -base64 32 prints";
  private static final int BYTES = 32;

  static KeySettings read(SettingReader reader) {
    return new KeySettings(
        SigningAlgorithm.valueOf(
            reader.text(SECTION + "signing-algorithm", ALGORITHM, "RS256 or ES256")),
        reader.duration(SECTION + "key-rotation", Duration.ofHours(2), Duration.ofDays(730)),
        encryption(reader));
  }

  private static List<SecretKey> encryption(SettingReader reader) {
    List<SecretKey> keys = new ArrayList<>();
    for (String text : reader.texts(ENCRYPTION, BASE64, EXPECTED)) {
      try {
        byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        if (bytes.length != BYTES) {
          throw reader.malformed(ENCRYPTION, "must hold only " + EXPECTED);
        }
        keys.add(new SecretKeySpec(bytes, "AES"));
      } catch (IllegalArgumentException e) {
        throw reader.malformed(ENCRYPTION, "must hold only " + EXPECTED);
      }
    }
    return List.copyOf(keys);
  }
}
