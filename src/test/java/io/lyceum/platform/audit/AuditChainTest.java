package io.lyceum.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.core.SchoolId;
import io.lyceum.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditChainTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final SchoolId OTHER = new SchoolId("other");

  @RegisterExtension final TestDatabase database = TestDatabase.fresh();
  private Jdbi jdbi;

  @BeforeEach
  void fill() {
    jdbi = database.jdbi();
    for (int i = 1; i <= 5; i++) {
      append(SCHOOL, "person-" + i);
      append(OTHER, "person-" + i);
    }
  }

  private void append(SchoolId school, String subject) {
    AuditEntry entry =
        AuditEntry.account(school, Instant.now(), "ada", "account.signed-in", subject)
            .because("line\r\nbreak");
    jdbi.useTransaction(handle -> AuditChain.append(handle, entry));
  }

  /** As one who owns the database can. */
  private void tamper(String... statements) {
    jdbi.useHandle(
        handle -> {
          handle.execute("set session_replication_role = replica");
          for (String statement : statements) {
            assertThat(handle.execute(statement)).as(statement).isPositive();
          }
        });
  }

  private AuditChain.Verdict verdict() {
    return AuditChain.verify(jdbi, SCHOOL);
  }

  @Test
  void a_chain_that_nobody_touched_is_whole() {
    assertThat(verdict().whole()).isTrue();
    assertThat(verdict().entries()).isEqualTo(5);
    assertThat(AuditChain.verify(jdbi, new SchoolId("new")).whole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_entry set subject = 'eve' where school = 'demo' and number = 3 | 2",
        "update audit_entry set at = at + interval '1 microsecond' where school = 'demo' and number"
            + " = 3 | 2",
        "update audit_entry set reason = null where school = 'demo' and number = 1 | 0",
        "update audit_entry set topic = subject, subject = null where school = 'demo' and number ="
            + " 4 | 3",
        "delete from audit_entry where school = 'demo' and number = 3 | 2",
        "delete from audit_entry where school = 'demo' and number = 1 | 0",
        "delete from audit_entry where school = 'demo' and number = 5 | 4",
        "delete from audit_entry where school = 'demo' | 0",
        "insert into audit_entry select school, 6, at, actor, action, topic, subject, reason,"
            + " request, origin, previous, hash from audit_entry where school = 'demo' and number ="
            + " 5 | 5",
      })
  void what_is_changed_taken_out_or_put_in_is_found(String statement, long sound) {
    tamper(statement);
    assertThat(verdict().entries()).isEqualTo(sound);
    assertThat(verdict().whole()).isFalse();
    assertThat(verdict().problem()).isNotBlank();
    assertThat(AuditChain.verify(jdbi, OTHER).whole()).isTrue();
  }

  @Test
  void entries_that_changed_places_are_found() {
    tamper(
        "update audit_entry set number = 90 where school = 'demo' and number = 4",
        "update audit_entry set number = 4 where school = 'demo' and number = 5",
        "update audit_entry set number = 5 where school = 'demo' and number = 90");
    assertThat(verdict().whole()).isFalse();
    assertThat(verdict().entries()).isEqualTo(3);
  }

  @Test
  void the_database_refuses_to_change_or_delete() {
    for (String statement :
        List.of(
            "update audit_entry set actor = 'eve'",
            "delete from audit_entry",
            "truncate audit_entry",
            "update audit_head set number = 1",
            "delete from audit_head")) {
      assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(statement)))
          .as(statement)
          .hasMessageContaining("append-only");
    }
    assertThat(verdict().whole()).isTrue();
  }

  @Test
  void what_its_transaction_takes_back_was_never_there() {
    jdbi.useHandle(
        handle -> {
          handle.begin();
          AuditChain.append(
              handle, AuditEntry.account(SCHOOL, Instant.now(), "ada", "account.gone", "ada"));
          handle.rollback();
        });
    append(SCHOOL, "next");
    assertThat(verdict().whole()).isTrue();
    assertThat(verdict().entries()).isEqualTo(6);
  }

  @Test
  void nodes_that_write_at_once_keep_one_chain() {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        writes.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int n = 0; n < 25; n++) {
                    append(SCHOOL, "at-once");
                  }
                },
                threads));
      }
      writes.forEach(CompletableFuture::join);
    }
    assertThat(verdict().whole()).isTrue();
    assertThat(verdict().entries()).isEqualTo(205);
  }
}
