package io.lyceum.identity.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.privacy.AccountExpiry;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import io.lyceum.testkit.SetClock;
import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a school does not keep is let go of, in its time and by one node. */
class RetentionTest {
  @RegisterExtension static final TestDatabase tables = TestDatabase.fresh();

  private final SetClock clock = new SetClock();
  private final Database database = new Database(tables.dataSource(), Runnable::run);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void schools() {
    tables
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("truncate school cascade");
              handle.execute("update retention_run set next_at = 'epoch'");
              handle.execute(
                  "insert into school (id, name, keep_messages, keep_accounts) values ('north',"
                      + " 'N', 30, 10), ('south', 'S', 0, 0)");
            });
  }

  @Test
  void each_school_is_asked_for_what_it_does_not_keep_until_nothing_is_left() {
    int[] left = {3};
    retention(expiry(Kept.MESSAGES, _ -> left[0]-- > 0 ? 7 : 0), expiry(Kept.CLASSES, _ -> 1))
        .runIfDue();
    assertThat(asked).containsExactly("MESSAGES", "MESSAGES", "MESSAGES", "MESSAGES");
    assertThat(meters.get("lyceum.retention.expired").tag("kept", "messages").counter().count())
        .isEqualTo(21);
  }

  @Test
  void a_run_is_one_nodes_and_the_next_is_six_hours_later() {
    Expiry messages = expiry(Kept.MESSAGES, _ -> 0);
    Retention here = retention(messages);
    Retention there = new Retention(database, List.of(messages), clock, new SimpleMeterRegistry());
    here.runIfDue();
    there.runIfDue();
    assertThat(asked).hasSize(1);
    clock.pass(Duration.ofHours(7));
    there.runIfDue();
    here.runIfDue();
    assertThat(asked).hasSize(2);
  }

  @Test
  void what_fails_is_counted_and_keeps_nothing_else_from_going() {
    retention(
            expiry(
                Kept.MESSAGES,
                _ -> {
                  throw new IllegalStateException("as asked");
                }),
            expiry(Kept.ACCOUNTS, _ -> 0))
        .runIfDue();
    assertThat(asked).containsExactly("MESSAGES", "ACCOUNTS");
    assertThat(meters.get("lyceum.retention.failures").counter().count()).isEqualTo(1);
  }

  @Test
  void whose_account_was_closed_long_ago_is_erased_and_no_one_else() {
    tables
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash, banned_at)"
                        + " values ('old', 'north', 'o@x.example', 'O', 'student', '-', now() -"
                        + " interval '11 d'), ('new', 'north', 'n@x.example', 'N', 'student', '-',"
                        + " now() - interval '9 d'), ('far', 'south', 'f@x.example', 'F',"
                        + " 'student', '-', now() - interval '99 d'), ('here', 'north',"
                        + " 'h@x.example', 'H', 'student', '-', null)"));
    List<DataSubject> erased = new ArrayList<>();
    Expiry accounts =
        new AccountExpiry(
            database,
            (handle, person) -> {
              erased.add(person);
              handle.execute("delete from person where id = ?", person.user().value());
            },
            Clock.systemUTC());
    retention(accounts).runIfDue();
    assertThat(erased).containsExactly(new DataSubject(new SchoolId("north"), new UserId("old")));
    clock.pass(Duration.ofDays(2));
    retention(accounts).runIfDue();
    assertThat(erased).hasSize(2);
    List<String> log =
        tables
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select action || ' ' || subject from audit_entry where school ="
                                + " 'north' order by number")
                        .mapTo(String.class)
                        .list());
    assertThat(log).containsExactly("account.expired old", "account.expired new");
  }

  private Retention retention(Expiry... expiries) {
    return new Retention(database, List.of(expiries), clock, meters);
  }

  private Expiry expiry(Kept kept, ToIntFunction<Instant> work) {
    return new Expiry() {
      @Override
      public Kept kept() {
        return kept;
      }

      @Override
      public int expire(SchoolId school, Instant before) {
        assertThat(school.value()).isEqualTo("north");
        asked.add(kept.name());
        return work.applyAsInt(before);
      }
    };
  }
}
