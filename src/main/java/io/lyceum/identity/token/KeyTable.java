package io.lyceum.identity.token;

import io.lyceum.platform.seal.BrokenSeal;
import io.lyceum.platform.seal.SealRing;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The tables of signing keys and of the installation's secret; sealed when there is a ring. */
final class KeyTable {
  private record Row(String id, String stored, Instant signsFrom) {}

  /** Any number that no other advisory lock of ours uses. */
  private static final long LOCK = 0x4c79_6365_756d_0001L;

  private static final int SECRET_BYTES = 32;

  private final SealRing ring;

  KeyTable(SealRing ring) {
    this.ring = ring;
  }

  /** Until this transaction ends nobody else changes what is here. */
  static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(?)", LOCK);
  }

  /** The one that signs last first. */
  List<SigningKey> keys(Handle handle) {
    return rows(handle).stream()
        .map(row -> SigningKey.parse(open(row.stored()), row.signsFrom()))
        .toList();
  }

  void add(Handle handle, SigningKey key) {
    handle.execute(
        "insert into signing_key (id, jwk, signs_from) values (?, ?, ?)",
        key.id(),
        ring.close(key.jwk().toJSONString()),
        key.signsFrom().atOffset(ZoneOffset.UTC));
  }

  void remove(Handle handle, SigningKey key) {
    handle.execute("delete from signing_key where id = ?", key.id());
  }

  /** Made when there is none yet. */
  byte[] secret(Handle handle) {
    byte[] fresh = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(fresh);
    handle.execute(
        "insert into installation_secret (secret) values (?) on conflict do nothing",
        ring.close(Base64.getEncoder().encodeToString(fresh)));
    String stored =
        handle.select("select secret from installation_secret").mapTo(String.class).one();
    return Base64.getDecoder().decode(open(stored));
  }

  /** Seals anew what is not sealed as it would be now; how much that was. */
  int sealAgain(Handle handle) {
    int count = 0;
    for (Row row : rows(handle)) {
      if (!ring.isUpToDate(row.stored())) {
        String sealed = ring.close(open(row.stored()));
        count += handle.execute("update signing_key set jwk = ? where id = ?", sealed, row.id());
      }
    }
    for (String stored :
        handle.select("select secret from installation_secret").mapTo(String.class)) {
      if (!ring.isUpToDate(stored)) {
        count +=
            handle.execute("update installation_secret set secret = ?", ring.close(open(stored)));
      }
    }
    return count;
  }

  private String open(String stored) {
    try {
      if (ring.holdsKeyOf(stored)) {
        return ring.open(stored);
      }
    } catch (BrokenSeal e) {
      throw new KeyProblem("A sealed key in the database is damaged.");
    }
    throw new KeyProblem(
        "The database's signing keys are sealed with a key that LYCEUM_KEY_ENCRYPTION_KEY does"
            + " not hold.");
  }

  private static List<Row> rows(Handle handle) {
    return handle
        .select("select id, jwk, signs_from from signing_key order by signs_from desc, id")
        .map(
            (row, _) ->
                new Row(
                    row.getString("id"),
                    row.getString("jwk"),
                    row.getObject("signs_from", OffsetDateTime.class).toInstant()))
        .list();
  }
}
