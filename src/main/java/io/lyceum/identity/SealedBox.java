package io.lyceum.identity;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;

/**
 * Keeps texts in the database that its readers should not have: AES-256 in GCM, as a JWE. Each is
 * bound to whom it belongs to, so that one row's cannot be put into another.
 */
public final class SealedBox {
  private final byte[] key;

  /**
   * @param key 256 bits
   */
  public SealedBox(byte[] key) {
    this.key = key.clone();
  }

  public String seal(String owner, String text) {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(owner).build();
    JWEObject sealed = new JWEObject(header, new Payload(text));
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("a text cannot be sealed", e);
    }
    return sealed.serialize();
  }

  /** Fails when it is not what was sealed for this owner. */
  public String open(String owner, String sealed) {
    try {
      JWEObject box = JWEObject.parse(sealed);
      if (!owner.equals(box.getHeader().getKeyID())) {
        throw new IllegalStateException("a sealed text belongs to somebody else");
      }
      box.decrypt(new DirectDecrypter(key));
      return box.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("a sealed text cannot be opened", e);
    }
  }
}
