package io.lyceum.identity;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.token.SigningKeys;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A school for measurements and who is in it. They have no password: only who holds the database,
 * and with it the signing key, speaks for them.
 */
public final class BenchPeople {
  public static final SchoolId SCHOOL = new SchoolId("bench");

  private final Jdbi jdbi;
  private final Tokens tokens;

  private BenchPeople(Jdbi jdbi, Tokens tokens) {
    this.jdbi = jdbi;
    this.tokens = tokens;
  }

  /** With the keys of this database's nodes. */
  public static BenchPeople in(DataSource database, IdentitySettings settings, Clock clock) {
    Jdbi jdbi = Jdbi.create(database);
    return new BenchPeople(
        jdbi, new Tokens(SigningKeys.load(jdbi, settings, clock), settings, clock));
  }

  /** Adds so many people with this role whose ids begin with {@code prefix}. */
  public List<Person> enrol(String prefix, int count, Role role) {
    List<Person> people = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String id = String.format(Locale.ROOT, "%s-%06d", prefix, number);
      people.add(new Person(new UserId(id), "Bench " + number, role, SCHOOL));
    }
    jdbi.useTransaction(handle -> insert(handle, people));
    return people;
  }

  /** A fresh token, good for {@link IdentitySettings#accessLifetime}. */
  public String token(Person person) {
    return tokens.issue(person.caller());
  }

  private static void insert(Handle handle, List<Person> people) {
    SchoolScope.all(handle);
    handle.execute(
        "insert into school (id, name) values (?, 'Measurements') on conflict do nothing",
        SCHOOL.value());
    PreparedBatch rows =
        handle.prepareBatch(
            "insert into person (id, school, email, name, role, password_hash) values (?, ?, ?, ?,"
                + " ?, '-')");
    for (Person person : people) {
      String id = person.id().value();
      rows.add(id, SCHOOL.value(), id + "@bench.invalid", person.name(), person.role().wire());
    }
    rows.execute();
  }
}
