package io.lyceum.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The keys access tokens are signed with: made on the first start, kept in the database for every
 * node.
 */
public final class SigningKeys {
  private static final int BITS = 2048;

  /** Any number that no other advisory lock of ours uses. */
  private static final long LOCK = 0x4c79_6365_756d_0001L;

  private final List<RSAKey> keys;

  private SigningKeys(List<RSAKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Reads the keys; two nodes that start first at the same time still agree on one. */
  public static SigningKeys load(Jdbi jdbi) {
    List<RSAKey> known = jdbi.withHandle(SigningKeys::stored);
    return new SigningKeys(known.isEmpty() ? storeFirst(jdbi, make()) : known);
  }

  /** The key was made beforehand: on a busy machine that takes longer than a transaction may. */
  private static List<RSAKey> storeFirst(Jdbi jdbi, RSAKey made) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("select pg_advisory_xact_lock(?)", LOCK);
          List<RSAKey> stored = stored(handle);
          if (!stored.isEmpty()) {
            return stored;
          }
          handle.execute(
              "insert into signing_key (id, jwk) values (?, ?)",
              made.getKeyID(),
              made.toJSONString());
          return List.of(made);
        });
  }

  /** The newest key, which signs. */
  RSAKey current() {
    return keys.getFirst();
  }

  /** Newest first; all of them verify. */
  List<RSAKey> all() {
    return keys;
  }

  /** A secret of this installation for another purpose; from it nothing of the keys is learnt. */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              keys.getLast().toJSONString().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static List<RSAKey> stored(Handle handle) {
    return handle
        .select("select jwk from signing_key order by created_at desc, id")
        .mapTo(String.class)
        .map(SigningKeys::parse)
        .list();
  }

  private static RSAKey parse(String jwk) {
    try {
      return RSAKey.parse(jwk);
    } catch (ParseException e) {
      // Without the cause: its message quotes what it could not read, and that is a private key.
      throw new IllegalStateException("the table signing_key holds something that is not a key");
    }
  }

  private static RSAKey make() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot make RSA keys", e);
    }
  }
}
