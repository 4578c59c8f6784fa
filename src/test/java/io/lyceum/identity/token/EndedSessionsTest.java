package io.lyceum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndedSessionsTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final ExecutorService BLOCKING = Executors.newVirtualThreadPerTaskExecutor();

  private final UUID session = UUID.randomUUID();
  private final EndedSessions one = node();
  private final EndedSessions other = node();

  @AfterAll
  static void stop() {
    BLOCKING.close();
  }

  @BeforeEach
  void sign_in() {
    DATABASE
        .jdbi()
        .useHandle(
            h -> {
              h.execute("delete from person");
              h.execute("delete from ended_session");
              h.execute("insert into school values ('demo', 'Demo') on conflict do nothing");
              h.execute(
                  "insert into person (id, school, email, name, role, password_hash) values ('ada',"
                      + " 'demo', 'ada@x', 'Ada', 'student', '-')");
              token(h, "1", true);
              token(h, "2", false);
            });
    read();
  }

  @Test
  void a_revoked_sign_in_is_over_on_every_node() {
    assertThat(one.contains(session)).isFalse();
    execute("update refresh_token set revoked = true");
    read();

    assertThat(one.contains(session)).isTrue();
    assertThat(other.contains(session)).isTrue();
    assertThat(other.contains(UUID.randomUUID())).isFalse();
  }

  @Test
  void a_node_that_starts_later_knows_it_too() {
    execute("update refresh_token set revoked = true");
    EndedSessions later = node();
    later.read();
    assertThat(later.contains(session)).isTrue();
  }

  @Test
  void spending_a_token_for_the_next_ends_nothing_nor_does_forgetting_the_spent() {
    execute("update refresh_token set used_at = now() where hash = '2'");
    execute("delete from refresh_token where used_at is not null");
    read();
    assertThat(one.contains(session)).isFalse();
  }

  @Test
  void with_a_person_their_sign_ins_go() {
    execute("delete from person");
    read();
    assertThat(one.contains(session)).isTrue();
  }

  @Test
  void what_is_told_in_a_transaction_that_fails_has_not_happened() {
    DATABASE
        .jdbi()
        .useHandle(
            h -> {
              h.begin();
              h.execute("update refresh_token set revoked = true");
              read();
              h.rollback();
            });
    read();
    assertThat(one.contains(session)).isFalse();
  }

  @Test
  void an_end_that_was_written_before_a_reading_and_committed_after_it_is_not_missed() {
    DATABASE
        .jdbi()
        .useHandle(
            h -> {
              h.begin();
              h.execute("update refresh_token set revoked = true");
              read();
              h.commit();
            });
    read();
    assertThat(one.contains(session)).isTrue();
    assertThat(other.contains(session)).isTrue();
  }

  @Test
  void when_no_token_of_it_can_be_alive_it_is_forgotten() {
    execute("update refresh_token set revoked = true");
    read();
    execute("update ended_session set ended_at = now() - interval '2 hours'");
    EndedSessions later = node();
    later.read();

    assertThat(later.contains(session)).isFalse();
    int kept =
        DATABASE
            .jdbi()
            .withHandle(
                h -> h.select("select count(*) from ended_session").mapTo(Integer.class).one());
    assertThat(kept).isZero();
  }

  private void read() {
    one.read();
    other.read();
  }

  private void token(Handle handle, String hash, boolean used) {
    handle.execute(
        "insert into refresh_token (hash, family, person, expires_at, used_at) values (?, ?, ?,"
            + " now() + interval '1 day', case when ? then now() end)",
        hash.getBytes(StandardCharsets.US_ASCII),
        session,
        new UserId("ada").value(),
        used);
  }

  private static void execute(String sql) {
    DATABASE.jdbi().useHandle(h -> h.execute(sql));
  }

  private static EndedSessions node() {
    return new EndedSessions(new Database(DATABASE.dataSource(), BLOCKING));
  }
}
