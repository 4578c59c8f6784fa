package io.lyceum.identity.consent;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table of consents, and who may not sign in without one. */
public final class Consents {
  /**
   * One that was given or taken back.
   *
   * @param recording also to being recorded
   */
  record Row(boolean given, UserId by, Instant at, int textVersion, boolean recording) {}

  /**
   * A pupil {@code p} of the school {@code s} who may be younger than it says, so far as the year
   * of birth tells, and whose guardians have not consented.
   */
  private static final String MISSING =
      """
       s.consent_below > 0 and p.role = 'student'
        and extract(year from now())::int - p.birth_year <= s.consent_below
        and not coalesce((select c.given from consent c where c.school = p.school and c.child = p.id
                          order by c.id desc limit 1), false)
      """;

  private Consents() {}

  /** Whether the person may not sign in for want of a consent. */
  public static boolean isMissing(Handle handle, UserId person) {
    return handle
        .select(
            "select 1 from person p join school s on s.id = p.school where p.id = ? and" + MISSING,
            person.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Ends all sign-ins in the school that want a consent; the tables' triggers tell it to every
   * node.
   */
  public static void endSignIns(Handle handle, SchoolId school) {
    for (String sql :
        List.of(
            "update refresh_token set revoked = true where not revoked and person in (",
            "delete from login_challenge where person in (")) {
      handle.execute(
          sql
              + "select p.id from person p join school s on s.id = p.school where s.id = ? and"
              + MISSING
              + ")",
          school.value());
    }
  }

  /** Whether the person is no more than eighteen, or may be. */
  public static boolean mayBeMinor(Handle handle, UserId person) {
    return handle
        .select(
            "select 1 from person where id = ? and (birth_year is null or extract(year from"
                + " now())::int - birth_year <= 18)",
            person.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Says when somebody was born. */
  public static void born(Handle handle, UserId person, int year) {
    handle.execute("update person set birth_year = ? where id = ?", year, person.value());
  }

  static void add(Handle handle, SchoolId school, UserId child, Row row) {
    handle
        .createUpdate(
            "insert into consent (school, child, given, by, at, text_version, recording) values"
                + " (:school, :child, :given, :by, :at, :version, :recording)")
        .bind("school", school.value())
        .bind("child", child.value())
        .bind("given", row.given())
        .bind("by", row.by().value())
        .bind("at", row.at())
        .bind("version", row.textVersion())
        .bind("recording", row.recording())
        .execute();
  }

  /** The newest first. */
  static List<Row> of(Handle handle, SchoolId school, UserId child) {
    return handle
        .select(
            "select given, by, at, text_version, recording from consent where school = ? and child = ? order"
                + " by id desc limit 100",
            school.value(),
            child.value())
        .map(
            (row, _) ->
                new Row(
                    row.getBoolean("given"),
                    new UserId(row.getString("by")),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getInt("text_version"),
                    row.getBoolean("recording")))
        .list();
  }
}
