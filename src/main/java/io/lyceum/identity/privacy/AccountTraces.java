package io.lyceum.identity.privacy;

import io.lyceum.core.SchoolId;
import io.lyceum.platform.privacy.DataSubject;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows that know somebody, by their id or by their e-mail address. */
final class AccountTraces {
  /** What an export shows of each table, under the name of its list; never what proves somebody. */
  static final Map<String, String> OF_PERSON =
      Map.of(
          "consents",
          "select given, by, at, text_version from consent where child = :person order by id",
          "consentsDecided",
          "select child, given, at, text_version from consent where by = :person order by id",
          "profile",
          "select id, name, email, role, birth_year, created_at, banned_at from person where id = :person",
          "signIns",
          "select created_at, used_at, agent, address from session where person = :person order by"
              + " created_at",
          "secondFactor",
          "select confirmed_at from second_factor where person = :person",
          "identitiesElsewhere",
          "select issuer, subject, created_at from external_identity where person = :person order"
              + " by created_at",
          "guardians",
          "select parent as id from guardian where child = :person order by 1",
          "children",
          "select child as id from guardian where parent = :person order by 1",
          "invitationsSent",
          "select id, role, created_at, expires_at from invitation where invited_by = :person order"
              + " by created_at",
          "invitationsReceived",
          "select i.id, i.role, i.created_at, i.expires_at from invitation i join person p on"
              + " p.school = i.school and p.email_key = lower(i.email) where p.id = :person order by"
              + " i.created_at");

  private static final String AUDIT =
      """
      select number, at, action, topic, reason, actor = :person as by_you,
             case when actor = :person then origin end as address
      from audit_entry
      where school = :school and number > :after and (actor = :person or subject = :person)
      order by number limit :limit
      """;

  private AccountTraces() {}

  static List<Map<String, Object>> of(Handle handle, DataSubject person, String sql) {
    return rows(handle.createQuery(sql).bind("person", person.user().value()));
  }

  /** The next entries of the audit log by the person or about them. */
  static List<Map<String, Object>> audit(Handle handle, DataSubject person, long after, int limit) {
    return rows(
        handle
            .createQuery(AUDIT)
            .bind("school", person.school().value())
            .bind("person", person.user().value())
            .bind("after", after)
            .bind("limit", limit));
  }

  static void removeByAddress(Handle handle, SchoolId school, String email) {
    for (String table : new String[] {"registration", "invitation"}) {
      handle.execute(
          "delete from " + table + " where school = ? and lower(email) = lower(?)",
          school.value(),
          email);
    }
  }

  private static List<Map<String, Object>> rows(Query query) {
    return query.map((row, _) -> fields(row)).list();
  }

  /** What is not null, by the columns' names as JSON spells them. */
  private static Map<String, Object> fields(ResultSet row) throws SQLException {
    Map<String, Object> fields = new LinkedHashMap<>();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      @Nullable Object value =
          columns.getColumnTypeName(i).equals("timestamptz") ? instant(row, i) : row.getObject(i);
      if (value != null) {
        fields.put(camelCase(columns.getColumnLabel(i)), value);
      }
    }
    return fields;
  }

  private static @Nullable Object instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static String camelCase(String column) {
    return Pattern.compile("_(.)")
        .matcher(column)
        .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
  }
}
