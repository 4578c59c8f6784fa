package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of schools. */
final class Schools {
  private static final String COLUMNS =
      "id, name, registration, keep_messages, keep_classes, keep_quizzes, keep_accounts,"
          + " consent_below, recording";

  private Schools() {}

  static Optional<School> find(Handle handle, SchoolId id) {
    return handle
        .select("select " + COLUMNS + " from school where id = ?", id.value())
        .map((row, _) -> school(row))
        .findOne();
  }

  /** Changes what is given and leaves the rest; empty when there is no such school. */
  static Optional<School> change(Handle handle, SchoolId id, SchoolDesk.Change change) {
    return handle
        .createQuery(
            """
            update school set
              name = coalesce(:name, name),
              registration = coalesce(:registration, registration),
              keep_messages = coalesce(:messages, keep_messages),
              keep_classes = coalesce(:classes, keep_classes),
              keep_quizzes = coalesce(:quizzes, keep_quizzes),
              keep_accounts = coalesce(:accounts, keep_accounts),
              consent_below = coalesce(:consent, consent_below),
              recording = coalesce(:recording, recording)
            where id = :id returning\s"""
                + COLUMNS)
        .bind("id", id.value())
        .bind("name", change.name().orElse(null))
        .bind("registration", change.registration().map(Registration::wire).orElse(null))
        .bind("messages", change.keepMessages().orElse(null))
        .bind("classes", change.keepClasses().orElse(null))
        .bind("quizzes", change.keepQuizzes().orElse(null))
        .bind("accounts", change.keepAccounts().orElse(null))
        .bind("consent", change.consentBelow().orElse(null))
        .bind("recording", change.recording().map(RecordingRule::wire).orElse(null))
        .map((row, _) -> school(row))
        .findOne();
  }

  /** False when the id is taken. */
  static boolean add(Handle handle, School school) {
    return handle.execute(
            "insert into school (id, name, registration) values (?, ?, ?) on conflict do nothing",
            school.id().value(),
            school.name(),
            school.registration().wire())
        == 1;
  }

  /** Of the schools that do not keep everything. */
  static Map<SchoolId, Keeping> keepings(Handle handle) {
    Map<SchoolId, Keeping> keepings = new HashMap<>();
    handle
        .createQuery(
            "select "
                + COLUMNS
                + " from school where keep_messages + keep_classes + keep_quizzes + keep_accounts"
                + " > 0")
        .map((row, _) -> school(row))
        .forEach(school -> keepings.put(school.id(), school.keeping()));
    return keepings;
  }

  private static School school(ResultSet row) throws SQLException {
    return new School(
        new SchoolId(row.getString("id")),
        row.getString("name"),
        Registration.parse(row.getString("registration"))
            .orElseThrow(() -> new SQLException("a school with an unknown registration")),
        new Keeping(
            row.getInt("keep_messages"),
            row.getInt("keep_classes"),
            row.getInt("keep_quizzes"),
            row.getInt("keep_accounts")),
        row.getInt("consent_below"),
        RecordingRule.parse(row.getString("recording"))
            .orElseThrow(() -> new SQLException("a school with an unknown rule of recording")));
  }
}
