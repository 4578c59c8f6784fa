package io.lyceum.platform.audit;

import io.lyceum.core.SchoolId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An entry in its place of a school's chain; hashes in hex. */
record AuditRow(long number, AuditEntry entry, String previous, String hash) {
  /** Stands before the first entry. */
  static final String GENESIS = "0".repeat(64);

  /** The entry after the one with this number and hash. */
  static AuditRow after(long number, String previous, AuditEntry entry) {
    AuditRow row = new AuditRow(number + 1, entry, previous, GENESIS);
    return new AuditRow(row.number, entry, previous, row.expectedHash());
  }

  static AuditRow read(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("number"),
        new AuditEntry(
            new SchoolId(row.getString("school")),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("actor"),
            row.getString("action"),
            row.getString("topic"),
            row.getString("subject"),
            row.getString("reason"),
            row.getString("request"),
            row.getString("origin")),
        HexFormat.of().formatHex(row.getBytes("previous")),
        HexFormat.of().formatHex(row.getBytes("hash")));
  }

  boolean follows(String hashBefore) {
    return previous.equals(hashBefore);
  }

  boolean isUnchanged() {
    return hash.equals(expectedHash());
  }

  /**
   * Over the hash before and every column, each with its length, so that no text can pose as two.
   */
  private String expectedHash() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.write(HexFormat.of().parseHex(previous));
      write(out, entry.school().value());
      out.writeLong(number);
      out.writeLong(micros(entry.at()));
      for (String text :
          Arrays.asList(
              entry.actor(),
              entry.action(),
              entry.topic(),
              entry.subject(),
              entry.reason(),
              entry.request(),
              entry.origin())) {
        write(out, text);
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As exact as PostgreSQL keeps it. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
