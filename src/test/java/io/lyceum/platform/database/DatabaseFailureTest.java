package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseFailureTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void a_failed_statement_is_told_without_its_values() {
    Database failing = new Database(database.dataSource(), Runnable::run);

    assertThatThrownBy(
            () ->
                failing
                    .jdbi()
                    .useHandle(
                        handle ->
                            handle.execute(
                                "insert into signing_key (id, jwk) values (?, ?, 1)",
                                "id",
                                "my-private-key")))
        .hasMessageContaining("insert into signing_key")
        .hasMessageNotContaining("my-private-key");
  }
}
