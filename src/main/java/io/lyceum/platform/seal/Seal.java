package io.lyceum.platform.seal;

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
 * One key of 256 bits that seals: AES in GCM, as a JWE. What it seals is bound to a name, whose it
 * is or what it is for, so that one row's cannot be put into another. The name can be read.
 */
public final class Seal {
  private final byte[] key;

  /**
   * @param key 32 bytes
   */
  public Seal(byte[] key) {
    this.key = key.clone();
  }

  public String close(String name, String text) {
    return close(name, new Payload(text));
  }

  public String close(String name, byte[] bytes) {
    return close(name, new Payload(bytes));
  }

  private String close(String name, Payload payload) {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(name).build();
    JWEObject sealed = new JWEObject(header, payload);
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot seal", e);
    }
    return sealed.serialize();
  }

  /**
   * @throws BrokenSeal when it is not what was sealed for this name
   */
  public String open(String name, String sealed) {
    return payload(name, sealed).toString();
  }

  /**
   * @throws BrokenSeal when it is not what was sealed for this name
   */
  public byte[] openBytes(String name, String sealed) {
    return payload(name, sealed).toBytes();
  }

  private Payload payload(String name, String sealed) {
    JWEObject box = parse(sealed);
    if (!name.equals(box.getHeader().getKeyID())) {
      throw new BrokenSeal("it was sealed for another name");
    }
    try {
      box.decrypt(new DirectDecrypter(key));
      return box.getPayload();
    } catch (JOSEException e) {
      throw new BrokenSeal("it was not sealed with this key, or changed since", e);
    }
  }

  /**
   * The name that something sealed says it is bound to.
   *
   * @throws BrokenSeal when it is nothing sealed
   */
  static String name(String sealed) {
    String name = parse(sealed).getHeader().getKeyID();
    if (name == null) {
      throw new BrokenSeal("it was sealed for no name");
    }
    return name;
  }

  private static JWEObject parse(String sealed) {
    try {
      return JWEObject.parse(sealed);
    } catch (ParseException
        | IllegalArgumentException
        // The library's answer to a header without "enc".
        | NullPointerException e) {
      throw new BrokenSeal("it is nothing sealed", e);
    }
  }
}
