package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lyceum.core.SchoolId;
import io.lyceum.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A school's rows are kept to it by the database itself. */
class SchoolScopeTest {
  @RegisterExtension static final TestDatabase tables = TestDatabase.fresh();

  private static final SchoolId NORTH = new SchoolId("north");
  private static final SchoolId SOUTH = new SchoolId("south");

  /** Tables with a school's rows: by a column, by a person they belong to, or the schools. */
  private static final String HELD =
      """
      select distinct c.relname from pg_class c
      left join pg_attribute a on a.attrelid = c.oid and a.attname = 'school' and not a.attisdropped
      left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
        and f.confrelid in ('person'::regclass, 'school'::regclass)
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (a.attname is not null or f.oid is not null or c.relname = 'school')
      """;

  /** One connection, so that each use follows on the one before. */
  private static HikariDataSource pool;

  private static Database database;

  @BeforeAll
  static void twoSchools() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(tables.address().url());
    config.setUsername(tables.address().user());
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
    database = new Database(pool, Runnable::run);
    get(
        database.acrossSchools(
            handle -> {
              for (String school : List.of("north", "south")) {
                handle.execute("insert into school (id, name) values (?, ?)", school, school);
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash)"
                        + " values (?, ?, ?, 'Ann', 'student', '-')",
                    "ann-" + school,
                    school,
                    school + "@example");
                handle.execute(
                    "insert into refresh_token (hash, family, person, expires_at)"
                        + " values (cast(? as bytea), gen_random_uuid(), ?, now())",
                    school,
                    "ann-" + school);
              }
              return null;
            }));
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void each_table_with_a_schools_rows_is_held_to_it_even_for_its_owner() {
    List<String> held = list(HELD);
    assertThat(held).contains("person", "school", "refresh_token", "chat", "audit_entry");
    assertThat(
            list(
                "select relname from pg_class join pg_policy on polrelid = pg_class.oid where"
                    + " relrowsecurity and relforcerowsecurity"))
        .containsAll(held);
  }

  @Test
  void nothing_lends_the_rights_of_another_role() {
    assertThat(
            list(
                "select relname from pg_class where relkind in ('v', 'm') and relnamespace ="
                    + " 'public'::regnamespace"))
        .isEmpty();
    assertThat(
            list(
                "select proname from pg_proc where prosecdef and pronamespace ="
                    + " 'public'::regnamespace"))
        .isEmpty();
    assertThat(
            list(
                "select rolname from pg_roles where rolname = '"
                    + tables.address().user()
                    + "' and (rolsuper or rolbypassrls)"))
        .isEmpty();
  }

  @Test
  void work_for_a_school_sees_its_rows_only() {
    assertThat(get(database.statement(NORTH, SchoolScopeTest::people)))
        .containsExactly("ann-north");
    assertThat(get(database.transaction(SOUTH, SchoolScopeTest::people)))
        .containsExactly("ann-south");
    assertThat(get(database.acrossSchools(SchoolScopeTest::people)))
        .containsExactly("ann-north", "ann-south");
    List<String> signedIn =
        get(
            database.statement(
                NORTH,
                handle ->
                    handle.select("select person from refresh_token").mapTo(String.class).list()));
    assertThat(signedIn).containsExactly("ann-north");
  }

  @Test
  void a_connection_that_served_a_school_shows_the_next_nothing_of_it() {
    for (int i = 0; i < 10; i++) {
      get(database.statement(NORTH, SchoolScopeTest::people));
      assertThat(get(database.statement(SchoolScopeTest::people))).isEmpty();
      get(database.transaction(NORTH, SchoolScopeTest::people));
      assertThat(get(database.transaction(SchoolScopeTest::people))).isEmpty();
      get(database.acrossSchools(SchoolScopeTest::people));
      assertThat(get(database.statement(SchoolScopeTest::people))).isEmpty();
      assertThat(get(database.statement(SOUTH, SchoolScopeTest::people)))
          .containsExactly("ann-south");
    }
  }

  @Test
  void a_failure_leaves_no_school_behind() {
    assertThatThrownBy(
            () -> get(database.statement(NORTH, handle -> handle.execute("select 1 / 0"))))
        .hasMessageContaining("division by zero");
    assertThat(get(database.statement(SchoolScopeTest::people))).isEmpty();
  }

  @Test
  void a_row_of_another_school_cannot_be_written() {
    String chat = "insert into chat (school, id, type) values ('south', 'x', 'group')";
    refused(database.statement(NORTH, handle -> handle.execute(chat)));
    refused(database.transaction(NORTH, handle -> handle.execute(chat)));
    refused(database.statement(handle -> handle.execute(chat)));
    refused(
        database.statement(NORTH, handle -> handle.execute("update person set school = 'south'")));
  }

  @Test
  void rows_of_another_school_are_neither_changed_nor_deleted() {
    int changed =
        get(
            database.statement(
                NORTH,
                handle ->
                    handle
                        .createUpdate("update person set name = :name where id = :id")
                        .bind("name", "Eve")
                        .bind("id", "ann-south")
                        .execute()));
    int deleted =
        get(
            database.statement(
                NORTH, handle -> handle.execute("delete from person where id = ?", "ann-south")));
    assertThat(List.of(changed, deleted)).containsOnly(0);
    assertThat(list("select name from person where id = 'ann-south'")).containsExactly("Ann");
  }

  @Test
  void a_parent_of_one_school_has_no_child_in_another() {
    refused(
        database.acrossSchools(
            handle ->
                handle.execute(
                    "insert into guardian (school, parent, child) values ('north', 'ann-north',"
                        + " 'ann-south')")),
        "guardian_child_fk");
  }

  private static List<String> people(Handle handle) {
    return handle
        .createQuery("select id from person where name like :name order by id")
        .bind("name", "A%")
        .mapTo(String.class)
        .list();
  }

  private static void refused(CompletionStage<?> work) {
    refused(work, "row-level security");
  }

  private static void refused(CompletionStage<?> work, String why) {
    assertThatThrownBy(() -> get(work)).hasMessageContaining(why);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static List<String> list(String sql) {
    return tables.jdbi().withHandle(handle -> handle.select(sql).mapTo(String.class).list());
  }
}
