package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void a_migrated_database_needs_nothing_more() {
    assertThat(Migrations.run(database.dataSource())).isZero();
  }
}
