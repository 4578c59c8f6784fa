package io.lyceum.identity.school;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and changes a school's settings and founds schools. */
public final class SchoolDesk {
  /** What is to be changed. */
  record Change(
      Optional<String> name,
      Optional<Registration> registration,
      Optional<Integer> keepMessages,
      Optional<Integer> keepClasses,
      Optional<Integer> keepQuizzes,
      Optional<Integer> keepAccounts,
      Optional<Integer> consentBelow,
      Optional<RecordingRule> recording) {}

  /** A school to be, and the one who is to run it. */
  record Founding(School school, String administratorName, String administratorEmail) {}

  /** A new school and its administrator's account. */
  record Founded(School school, UserId administrator) {}

  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private final Database database;
  private final Clock clock;
  private final BiConsumer<Handle, SchoolId> listener;

  /**
   * @param listener told, within the transaction, that who needs a consent has changed
   */
  public SchoolDesk(Database database, Clock clock, BiConsumer<Handle, SchoolId> listener) {
    this.database = database;
    this.clock = clock;
    this.listener = listener;
  }

  CompletionStage<School> school(Caller caller) {
    return database.statement(
        caller.school(),
        handle -> Schools.find(handle, caller.school()).orElseThrow(SchoolDesk::noSchool));
  }

  CompletionStage<School> change(Caller caller, Change change, RequestOrigin origin) {
    return database.transaction(
        caller.school(),
        handle -> {
          School changed =
              Schools.change(handle, caller.school(), change).orElseThrow(SchoolDesk::noSchool);
          change.consentBelow().ifPresent(_ -> listener.accept(handle, caller.school()));
          note(handle, caller, changed, "school.changed", how(changed), origin);
          return changed;
        });
  }

  /**
   * Makes a school and the account that runs it, which has no password until its owner sets one by
   * way of the address. Fails with {@code conflict} when the id or the address is taken.
   */
  CompletionStage<Founded> found(Caller caller, Founding founding, RequestOrigin origin) {
    return database.acrossSchools(
        handle -> {
          School school = founding.school();
          if (!Schools.add(handle, school)) {
            throw taken("id", "is another school's");
          }
          UserId administrator = new UserId(IDS.generate().toString());
          if (!appoint(handle, founding, administrator)) {
            throw taken("administratorEmail", "is another account's");
          }
          note(handle, caller, school, "school.founded", null, origin);
          AuditEntry first =
              AuditEntry.account(
                  school.id(),
                  clock.instant(),
                  caller.user().value(),
                  "school.founded",
                  administrator.value());
          AuditChain.append(handle, first.by(origin));
          return new Founded(school, administrator);
        });
  }

  private static String how(School school) {
    Keeping keeping = school.keeping();
    return "registration %s, days of messages %d, classes %d, quizzes %d, accounts %d, consent below %d, recording %s"
        .formatted(
            school.registration().wire(),
            keeping.messages(),
            keeping.classes(),
            keeping.quizzes(),
            keeping.accounts(),
            school.consentBelow(),
            school.recording().wire());
  }

  private static boolean appoint(Handle handle, Founding founding, UserId administrator) {
    return handle.execute(
            "insert into person (id, school, email, name, role, password_hash)"
                + " values (?, ?, ?, ?, ?, '-') on conflict do nothing",
            administrator.value(),
            founding.school().id().value(),
            founding.administratorEmail(),
            founding.administratorName(),
            Role.SCHOOL_ADMIN.wire())
        == 1;
  }

  private void note(
      Handle handle,
      Caller caller,
      School school,
      String action,
      @Nullable String how,
      RequestOrigin origin) {
    AuditEntry entry =
        AuditEntry.account(
            caller.school(), clock.instant(), caller.user().value(), action, school.id().value());
    AuditChain.append(handle, (how == null ? entry : entry.because(how)).by(origin));
  }

  private static Refusal taken(String field, String problem) {
    return new Refusal(
        new Rejection(
            ErrorCode.CONFLICT,
            "The field " + field + " " + problem + ".",
            List.of(new FieldProblem(field, problem))));
  }

  private static Refusal noSchool() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such school.");
  }
}
