package io.lyceum.platform.audit;

import io.lyceum.core.SchoolId;
import io.lyceum.platform.database.SchoolScope;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Each entry holds SHA-256 over itself and the entry before it, so that one that is changed, taken
 * out, put in or moved breaks the chain. Who can write the whole table can write a whole new chain:
 * against that, note the head somewhere else from time to time.
 */
public final class AuditChain {
  /**
   * What a check found.
   *
   * @param entries how many entries were sound, from the first on
   * @param head the hash of the last sound one, in hex
   * @param problem what is wrong after it; null when the chain is whole
   */
  public record Verdict(boolean whole, long entries, String head, @Nullable String problem) {}

  private record Head(long number, String hash) {}

  private static final int PAGE = 1_000;

  private AuditChain() {}

  /**
   * Adds an entry within {@code transaction}: it is there if and only if the fact it tells of is.
   * The head's row lock puts the nodes in line; append last, for it is held until the commit.
   */
  public static void append(Handle transaction, AuditEntry entry) {
    String school = entry.school().value();
    transaction.execute(
        "insert into audit_head (school, number, hash) values (?, 0, ?) on conflict do nothing",
        school,
        bytes(AuditRow.GENESIS));
    Head head =
        head(transaction, "select number, hash from audit_head where school = ? for update", school)
            .orElseThrow();
    AuditRow row = AuditRow.after(head.number(), head.hash(), exact(entry));
    insert(transaction, row);
    transaction.execute(
        "update audit_head set number = ?, hash = ? where school = ?",
        row.number(),
        bytes(row.hash()),
        school);
  }

  private static void insert(Handle transaction, AuditRow row) {
    AuditEntry entry = row.entry();
    transaction
        .createUpdate(
            """
            insert into audit_entry
              (school, number, at, actor, action, topic, subject, reason, request, origin, previous, hash)
            values
              (:school, :number, :at, :actor, :action, :topic, :subject, :reason, :request, :origin, :previous, :hash)
            """)
        .bind("school", entry.school().value())
        .bind("number", row.number())
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .bind("actor", entry.actor())
        .bind("action", entry.action())
        .bind("topic", entry.topic())
        .bind("subject", entry.subject())
        .bind("reason", entry.reason())
        .bind("request", entry.request())
        .bind("origin", entry.origin())
        .bind("previous", bytes(row.previous()))
        .bind("hash", bytes(row.hash()))
        .execute();
  }

  /** As the table can hold it, or the hash would not fit what is read back. */
  private static AuditEntry exact(AuditEntry entry) {
    return new AuditEntry(
        entry.school(),
        entry.at().truncatedTo(ChronoUnit.MICROS),
        entry.actor(),
        entry.action(),
        entry.topic(),
        entry.subject(),
        entry.reason(),
        entry.request(),
        entry.origin());
  }

  /** Checks a school's chain from its first entry to its head. Blocking. */
  public static Verdict verify(Jdbi jdbi, SchoolId school) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ, handle -> verify(handle, school));
  }

  private static Verdict verify(Handle handle, SchoolId school) {
    SchoolScope.only(handle, school);
    Head head =
        head(handle, "select number, hash from audit_head where school = ?", school.value())
            .orElse(new Head(0, AuditRow.GENESIS));
    long sound = 0;
    String hash = AuditRow.GENESIS;
    while (true) {
      List<AuditRow> page = page(handle, school, sound, PAGE);
      for (AuditRow row : page) {
        String problem = problem(row, sound, hash);
        if (problem != null) {
          return new Verdict(false, sound, hash, problem);
        }
        sound = row.number();
        hash = row.hash();
      }
      if (page.size() < PAGE) {
        boolean whole = head.number() == sound && head.hash().equals(hash);
        return new Verdict(
            whole,
            sound,
            hash,
            whole ? null : "The chain should end with entry " + head.number() + ".");
      }
    }
  }

  private static @Nullable String problem(AuditRow row, long before, String hashBefore) {
    if (row.number() != before + 1) {
      return "Entry " + (before + 1) + " is missing.";
    }
    if (!row.follows(hashBefore)) {
      return "Entry " + row.number() + " does not follow the one before it.";
    }
    return row.isUnchanged() ? null : "Entry " + row.number() + " was changed.";
  }

  private static List<AuditRow> page(Handle handle, SchoolId school, long after, int limit) {
    return handle
        .select(
            "select * from audit_entry where school = ? and number > ? order by number limit ?",
            school.value(),
            after,
            limit)
        .map((row, _) -> AuditRow.read(row))
        .list();
  }

  private static Optional<Head> head(Handle handle, String sql, String school) {
    return handle
        .select(sql, school)
        .map(
            (row, _) ->
                new Head(row.getLong("number"), HexFormat.of().formatHex(row.getBytes("hash"))))
        .findOne();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
