package io.lyceum.platform.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM of the JDK with a random nonce in front of each seal. Finding the cipher costs as
 * much as sealing with it, and threads here live for one task: so ciphers are lent.
 */
final class Aead {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  /** More are not kept; beyond them one is made for each task. */
  private static final int KEPT = 64;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Queue<Aead> RESTING = new ConcurrentLinkedQueue<>();

  private final Cipher cipher;

  private Aead() throws GeneralSecurityException {
    this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
  }

  /** Does {@code work} with a cipher that nobody else has meanwhile. */
  static <T> T with(Function<Aead, T> work) {
    Aead lent = RESTING.poll();
    try {
      Aead aead = lent == null ? new Aead() : lent;
      T done = work.apply(aead);
      if (RESTING.size() < KEPT) {
        RESTING.add(aead);
      }
      return done;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in GCM", e);
    }
  }

  byte[] seal(SecretKey key, String place, String text) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] plain = bytes(text);
    byte[] sealed = new byte[NONCE + plain.length + TAG_BITS / Byte.SIZE];
    System.arraycopy(nonce, 0, sealed, 0, NONCE);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bytes(place));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot seal", e);
    }
  }

  /**
   * @throws UnsealProblem when it is not what was sealed with this key for this place
   */
  String open(SecretKey key, String place, byte[] sealed) {
    if (sealed.length < NONCE) {
      throw new UnsealProblem(place, new AEADBadTagException("too short"));
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
      cipher.updateAAD(bytes(place));
      return new String(
          cipher.doFinal(sealed, NONCE, sealed.length - NONCE), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new UnsealProblem(place, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
