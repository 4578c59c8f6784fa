package io.lyceum.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.seal.SealRing;
import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VaultTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String TOPIC = "demo|chat:maths";
  private static final Database TABLES =
      new Database(DATABASE.dataSource(), Executors.newVirtualThreadPerTaskExecutor());

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicBoolean allCanRead = new AtomicBoolean(true);
  private final Vault vault = vault();
  private final String user = UUID.randomUUID().toString();

  private Vault vault() {
    SealRing ring = new SealRing(List.of(new SecretKeySpec(new byte[32], "AES")));
    return new Vault(TABLES.jdbi(), TABLES.blocking(), ring, allCanRead::get, meters);
  }

  @Test
  void what_one_node_seals_another_opens() {
    String sealed = vault.close(TOPIC, marked(user, "Ada"));

    assertThat(sealed).doesNotContain("Ada");
    assertThat(vault().open(TOPIC, sealed)).isEqualTo(plain("Ada"));
    assertThat(vault.openSoon(TOPIC, sealed).toCompletableFuture())
        .isCompletedWithValue(plain("Ada"));
    assertThat(vault().openSoon(TOPIC, sealed).toCompletableFuture().join())
        .isEqualTo(plain("Ada"));
    assertThat(vault.close(TOPIC, marked(user, "Ada"))).isNotEqualTo(sealed);
  }

  @Test
  void what_was_never_sealed_is_opened_as_it_is() {
    assertThat(vault.openAll(TOPIC, List.of(plain("Ada")))).containsExactly(plain("Ada"));
  }

  @Test
  void while_a_node_cannot_read_it_nothing_is_sealed() {
    allCanRead.set(false);
    assertThat(vault.close(TOPIC, marked(user, "Ada"))).isEqualTo(plain("Ada"));
  }

  @Test
  void a_changed_byte_another_school_and_another_person_open_nothing() {
    String other = UUID.randomUUID().toString();
    String sealed = vault.close(TOPIC, marked(user, "Ada"));
    vault.close(TOPIC, marked(other, "Bob"));
    int at = sealed.length() - 8;
    String changed =
        sealed.substring(0, at) + (sealed.charAt(at) == 'A' ? 'B' : 'A') + sealed.substring(at + 1);

    for (String wrong : List.of(changed, sealed.replace(user, other))) {
      assertThatThrownBy(() -> vault.open(TOPIC, wrong)).isInstanceOf(UnsealProblem.class);
    }
    assertThatThrownBy(() -> vault.open("other|chat:maths", sealed))
        .isInstanceOf(UnsealProblem.class);
    assertThat(meters.counter("lyceum.privacy.unseal.failures").count()).isEqualTo(3);
  }

  @Test
  void a_person_without_a_key_is_not_taken_for_erased() {
    String sealed = vault.close(TOPIC, marked(user, "Ada"));
    DATABASE.jdbi().useHandle(h -> h.execute("delete from person_key where person = ?", user));

    assertThatThrownBy(() -> vault().open(TOPIC, sealed)).isInstanceOf(UnsealProblem.class);
  }

  @Test
  void with_the_key_destroyed_only_that_person_is_erased_and_stays_so() {
    String bob = UUID.randomUUID().toString();
    String sealed = vault.close(TOPIC, marked(user, "Ada"));
    String sealedBob = vault.close(TOPIC, marked(bob, "Bob"));
    assertThat(destroy(user)).isTrue();
    assertThat(destroy(user)).isFalse();
    vault.drop(List.of(person(user)));

    assertThat(vault.open(TOPIC, sealed)).isEqualTo(plain("Erased person"));
    assertThat(vault.open(TOPIC, sealedBob)).isEqualTo(plain("Bob"));
    // Written later, it is lost at once.
    assertThat(vault.open(TOPIC, vault.close(TOPIC, marked(user, "Ada again"))))
        .isEqualTo(plain("Erased person"));
    assertThatThrownBy(
            () ->
                DATABASE
                    .jdbi()
                    .useHandle(
                        h ->
                            h.execute(
                                "update person_key set key = 'new', destroyed_at = null where person = ?",
                                user)))
        .hasMessageContaining("stays destroyed");
  }

  @Test
  void who_never_had_a_key_gets_none_once_erased() {
    destroy(user);
    assertThat(vault.open(TOPIC, vault.close(TOPIC, marked(user, "Ada"))))
        .isEqualTo(plain("Erased person"));
  }

  @Test
  void every_node_lets_go_of_a_key_at_the_next_reading() {
    Vault elsewhere = vault();
    String sealed = vault.close(TOPIC, marked(user, "Ada"));
    assertThat(elsewhere.open(TOPIC, sealed)).isEqualTo(plain("Ada"));
    ErasedKeys erased = new ErasedKeys(TABLES, elsewhere);
    erased.read();
    destroy(user);
    for (int i = 0; i < 20; i++) {
      erased.read();
    }
    assertThat(elsewhere.open(TOPIC, sealed)).isEqualTo(plain("Erased person"));
  }

  @Test
  void in_the_table_keys_are_sealed() {
    vault.close(TOPIC, marked(user, "Ada"));
    String stored =
        DATABASE
            .jdbi()
            .withHandle(
                h ->
                    h.select("select key from person_key where person = ?", user)
                        .mapTo(String.class)
                        .one());
    assertThat(stored).contains("..");
  }

  private boolean destroy(String person) {
    return TABLES
        .jdbi()
        .inTransaction(
            handle -> {
              SchoolScope.only(handle, new SchoolId("demo"));
              return PersonKeys.destroy(handle, person(person));
            });
  }

  private static DataSubject person(String id) {
    return new DataSubject(new SchoolId("demo"), new UserId(id));
  }

  private static String marked(String person, String name) {
    return "{\"by\":\"x\",\"name\":\u0001n" + person + "\u0002\"" + name + "\"\u0003}";
  }

  private static String plain(String name) {
    return "{\"by\":\"x\",\"name\":\"" + name + "\"}";
  }
}
