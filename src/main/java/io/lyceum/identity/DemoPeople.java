package io.lyceum.identity;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.password.Passwords;
import io.lyceum.platform.database.SchoolScope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The demo school and who is in it. Their password is published, so they only exist in a demo. */
public final class DemoPeople {
  /** A demo account. */
  public record DemoPerson(Person person, String email) {}

  public static final SchoolId SCHOOL = new SchoolId("demo");
  public static final String PASSWORD = "lyceum-demo";
  public static final List<DemoPerson> ALL =
      List.of(
          person("teacher", "Grace Hopper", Role.TEACHER),
          person("ada", "Ada Lovelace", Role.STUDENT),
          person("bob", "Bob Kahn", Role.STUDENT),
          person("eve", "Eve Curie", Role.STUDENT),
          person("parent", "Annabella Byron", Role.PARENT),
          person("admin", "Alan Turing", Role.ADMIN));

  private DemoPeople() {}

  /**
   * Makes the demo school unless it is there; may be repeated. The stage is done when people can
   * sign in; the password is only hashed when it must be.
   */
  public static CompletionStage<Void> seed(Jdbi jdbi, Passwords passwords, Executor blocking) {
    return CompletableFuture.supplyAsync(() -> jdbi.inTransaction(DemoPeople::isComplete), blocking)
        .thenCompose(
            complete ->
                complete
                    ? CompletableFuture.completedFuture(null)
                    : passwords
                        .hash(PASSWORD)
                        .thenAcceptAsync(
                            hash -> jdbi.useTransaction(handle -> insert(handle, hash)), blocking));
  }

  /**
   * Locks demo accounts an earlier start has left behind; to be called when the demo is off, for
   * their password is known to everyone.
   */
  public static void lock(Jdbi jdbi) {
    jdbi.useTransaction(
        handle -> {
          SchoolScope.only(handle, SCHOOL);
          handle.execute(
              "update refresh_token set revoked = true where person in (select id from person where"
                  + " school = ?)",
              SCHOOL.value());
          handle.execute(
              "update person set password_hash = ? where school = ?",
              People.LOCKED,
              SCHOOL.value());
        });
  }

  private static boolean isComplete(Handle handle) {
    SchoolScope.only(handle, SCHOOL);
    long usable =
        handle
            .select(
                "select count(*) from person where school = ? and password_hash <> ?",
                SCHOOL.value(),
                People.LOCKED)
            .mapTo(Long.class)
            .one();
    return usable == ALL.size();
  }

  private static void insert(Handle handle, String hash) {
    SchoolScope.only(handle, SCHOOL);
    handle.execute(
        "insert into school (id, name) values (?, ?) on conflict do nothing",
        SCHOOL.value(),
        "Lyceum Demo School");
    for (DemoPerson demo : ALL) {
      handle.execute(
          // Who was erased does not come back.
          "insert into person (id, school, email, name, role, password_hash) select v.* from (values"
              + " (?, ?, ?, ?, ?, ?)) v (id, school) where not exists (select from person_key k"
              + " where k.school = v.school and k.person = v.id and k.destroyed_at is not null)"
              + " on conflict (id) do update set password_hash = excluded.password_hash",
          demo.person().id().value(),
          SCHOOL.value(),
          demo.email(),
          demo.person().name(),
          demo.person().role().wire(),
          hash);
    }
    handle.execute(
        "insert into guardian (school, parent, child) select p.school, p.id, c.id from person p join"
            + " person c on c.school = p.school where p.school = ? and p.id = 'parent' and c.id ="
            + " 'ada' on conflict do nothing",
        SCHOOL.value());
  }

  private static DemoPerson person(String id, String name, Role role) {
    return new DemoPerson(new Person(new UserId(id), name, role, SCHOOL), id + "@demo.example");
  }
}
