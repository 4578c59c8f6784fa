package io.lyceum.identity.token;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * What is secret at rest: a JWE, AES-256-GCM with a key that is not in the database. Without such a
 * key texts stay as they are.
 */
final class Seal {
  private static final int ID_BYTES = 6;

  private final List<SecretKey> keys;

  /**
   * @param keys the first one closes, all open
   */
  Seal(List<SecretKey> keys) {
    this.keys = keys;
  }

  String close(String text) {
    if (keys.isEmpty()) {
      return text;
    }
    SecretKey key = keys.getFirst();
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(id(key)).build();
    JWEObject sealed = new JWEObject(header, new Payload(text));
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot seal a text", e);
    }
    return sealed.serialize();
  }

  /**
   * @throws KeyProblem when it was sealed with a key that this node was not given
   */
  String open(String stored) {
    if (!isSealed(stored)) {
      return stored;
    }
    try {
      JWEObject sealed = JWEObject.parse(stored);
      SecretKey key =
          keys.stream()
              .filter(candidate -> id(candidate).equals(sealed.getHeader().getKeyID()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new KeyProblem(
                          "The database's signing keys are sealed with a key that"
                              + " LYCEUM_KEY_ENCRYPTION_KEY does not hold."));
      sealed.decrypt(new DirectDecrypter(key));
      return sealed.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new KeyProblem("A sealed key in the database is damaged.");
    }
  }

  /** Whether {@link #close} would do it the same way now. */
  boolean isUpToDate(String stored) {
    if (keys.isEmpty() || !isSealed(stored)) {
      return keys.isEmpty();
    }
    try {
      return id(keys.getFirst()).equals(JWEObject.parse(stored).getHeader().getKeyID());
    } catch (ParseException e) {
      return false;
    }
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
