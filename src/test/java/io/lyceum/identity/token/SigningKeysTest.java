package io.lyceum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.settings.SigningAlgorithm;
import io.lyceum.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningKeysTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Caller ADA =
      new Caller(new UserId("ada"), "Ada", Role.STUDENT, new SchoolId("demo"));
  private static final String SEAL = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String OTHER_SEAL = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
  private static final Duration ROTATION = Duration.ofDays(90);

  private final TestClock clock = new TestClock();

  @AfterEach
  void forget() {
    database.jdbi().useHandle(h -> h.execute("delete from signing_key"));
    database.jdbi().useHandle(h -> h.execute("delete from installation_secret"));
  }

  @Test
  void every_node_and_every_start_uses_the_same_key() {
    SigningKey first = node().current();
    assertThat(node().current().id()).isEqualTo(first.id());
    assertThat(Stream.generate(this::node).parallel().limit(8))
        .allSatisfy(keys -> assertThat(keys.all()).hasSize(1));
  }

  @Test
  void the_next_key_is_known_to_every_node_before_it_signs_and_nobody_is_signed_out() {
    SigningKeys one = node();
    SigningKeys other = node();
    String old = one.current().id();
    clock.move(ROTATION);
    String before = tokens(one).issue(ADA);

    one.rotate();
    String next = one.all().getFirst().id();
    assertThat(next).isNotEqualTo(old);
    assertThat(one.current().id()).isEqualTo(old);
    other.reload();

    clock.move(SigningKeys.AHEAD);
    assertThat(one.current().id()).isEqualTo(next);
    String after = tokens(one).issue(ADA);
    assertThat(tokens(other).verify(before)).isPresent();
    assertThat(tokens(other).verify(after)).isPresent();
  }

  @Test
  void an_old_key_goes_when_the_last_of_its_tokens_has_expired() {
    SigningKeys keys = node();
    clock.move(ROTATION);
    keys.rotate();
    clock.move(SigningKeys.AHEAD.plus(IdentitySettings.LONGEST_ACCESS));
    keys.rotate();
    assertThat(keys.all()).hasSize(2);

    clock.move(Duration.ofMinutes(6));
    keys.rotate();
    assertThat(keys.all()).hasSize(1);
    assertThat(node().all()).hasSize(1);
  }

  @Test
  void of_many_nodes_one_makes_the_next_key() {
    List<SigningKeys> nodes = Stream.generate(this::node).limit(6).toList();
    clock.move(ROTATION);
    nodes.parallelStream().forEach(SigningKeys::rotate);
    nodes.forEach(SigningKeys::rotate);

    assertThat(nodes)
        .allSatisfy(
            keys ->
                assertThat(keys.all().stream().map(SigningKey::id))
                    .containsExactlyElementsOf(
                        nodes.getFirst().all().stream().map(SigningKey::id).toList()));
    assertThat(nodes.getFirst().all()).hasSize(2);
  }

  @Test
  void another_algorithm_is_for_the_next_key_and_the_tokens_of_before_still_hold() {
    SigningKeys before = node();
    String token = tokens(before).issue(ADA);
    SigningKeys after = node(Map.of("LYCEUM_SIGNING_ALGORITHM", "ES256"));
    after.rotateAtStart();
    clock.move(SigningKeys.AHEAD);

    assertThat(after.current().algorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(tokens(after).verify(token)).isPresent();
    before.reload();
    before.rotate();
    assertThat(before.all()).as("no tug of war").hasSize(2);
    assertThat(tokens(before).verify(tokens(after).issue(ADA))).isPresent();
  }

  @Test
  void an_unknown_key_has_the_table_read_again_but_not_for_each_of_a_flood() {
    SigningKeys keys = node();
    AtomicInteger looks = new AtomicInteger();
    keys.whenUnknown(looks::incrementAndGet);
    for (int i = 0; i < 100; i++) {
      assertThat(keys.byId("unknown-" + i)).isEmpty();
    }
    assertThat(looks).hasValue(1);
    clock.move(Duration.ofSeconds(5));
    keys.byId("unknown");
    assertThat(looks).hasValue(2);
  }

  @Test
  void a_key_that_is_taken_away_proves_nothing_any_more_and_another_is_made() {
    SigningKeys keys = node();
    Tokens tokens = tokens(keys);
    String token = tokens.issue(ADA);
    assertThat(tokens.verify(token)).isPresent();

    database.jdbi().useHandle(h -> h.execute("delete from signing_key"));
    keys.reload();
    assertThat(tokens.verify(token)).isEmpty();
    assertThat(tokens.verify(tokens.issue(ADA))).isPresent();
  }

  @Test
  void only_public_halves_are_published() throws ParseException {
    SigningKeys keys = node();
    node(Map.of("LYCEUM_SIGNING_ALGORITHM", "ES256")).rotateAtStart();
    keys.reload();
    JWKSet published = JWKSet.parse(keys.published());

    assertThat(published.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
    assertThat(keys.published()).doesNotContain("\"d\":").doesNotContain("\"p\":");
    assertThat(published.getKeys())
        .extracting(k -> k.getAlgorithm().getName())
        .containsExactlyInAnyOrder("RS256", "ES256");
  }

  @Test
  void with_a_seal_no_secret_is_in_the_database_and_what_was_there_is_sealed_too() {
    SigningKeys open = node();
    byte[] derived = open.derive("log names");
    String token = tokens(open).issue(ADA);
    assertThat(stored()).anyMatch(text -> text.contains("\"d\":"));

    node(Map.of("LYCEUM_KEY_ENCRYPTION_KEY", SEAL)).rotateAtStart();
    assertThat(stored()).hasSize(2).allMatch(text -> text.matches("[\\w-]+\\.\\.[\\w.-]+"));
    SigningKeys sealed = node(Map.of("LYCEUM_KEY_ENCRYPTION_KEY", SEAL));
    assertThat(tokens(sealed).verify(token)).isPresent();
    assertThat(sealed.derive("log names")).isEqualTo(derived);
    assertThatThrownBy(this::node)
        .isInstanceOf(KeyProblem.class)
        .hasMessageContaining("LYCEUM_KEY_ENCRYPTION_KEY");
  }

  @Test
  void a_seal_is_changed_by_naming_both() {
    SigningKeys first = node(Map.of("LYCEUM_KEY_ENCRYPTION_KEY", SEAL));
    node(Map.of("LYCEUM_KEY_ENCRYPTION_KEY", OTHER_SEAL + "," + SEAL)).rotateAtStart();

    assertThat(node(Map.of("LYCEUM_KEY_ENCRYPTION_KEY", OTHER_SEAL)).current().id())
        .isEqualTo(first.current().id());
    assertThatThrownBy(() -> node(Map.of("LYCEUM_KEY_ENCRYPTION_KEY", SEAL)))
        .isInstanceOf(KeyProblem.class);
  }

  @Test
  void derived_secrets_stay_when_keys_come_and_go() {
    SigningKeys keys = node();
    byte[] derived = keys.derive("log names");
    clock.move(ROTATION);
    keys.rotate();
    database.jdbi().useHandle(h -> h.execute("delete from signing_key"));

    assertThat(node().derive("log names")).isEqualTo(derived).isNotEqualTo(keys.derive("other"));
  }

  @Test
  void what_was_derived_from_the_oldest_key_before_there_was_a_secret_stays_the_same()
      throws GeneralSecurityException {
    try (TestDatabase old = TestDatabase.empty()) {
      migrate(old, "11");
      String oldest = SigningKey.make(SigningAlgorithm.RS256, clock.instant()).jwk().toJSONString();
      String newer = SigningKey.make(SigningAlgorithm.RS256, clock.instant()).jwk().toJSONString();
      insert(old.jdbi(), "b", oldest, 2);
      insert(old.jdbi(), "a", newer, 1);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(oldest.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] before = mac.doFinal("log names".getBytes(StandardCharsets.UTF_8));

      migrate(old, "latest");
      SigningKeys keys = SigningKeys.load(old.jdbi(), settings(Map.of()), clock);
      assertThat(keys.derive("log names")).isEqualTo(before);
    }
  }

  private static void migrate(TestDatabase database, String target) {
    Flyway.configure(SigningKeysTest.class.getClassLoader())
        .dataSource(database.owner().url(), database.owner().user(), "none")
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private static void insert(Jdbi jdbi, String id, String jwk, int daysAgo) {
    jdbi.useHandle(
        h ->
            h.execute(
                "insert into signing_key (id, jwk, created_at) values (?, ?, now() - ? * interval"
                    + " '1 day')",
                id,
                jwk,
                daysAgo));
  }

  private static List<String> stored() {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.select(
                        "select jwk from signing_key union all select secret from"
                            + " installation_secret")
                    .mapTo(String.class)
                    .list());
  }

  private SigningKeys node() {
    return node(Map.of());
  }

  private SigningKeys node(Map<String, String> environment) {
    return SigningKeys.load(database.jdbi(), settings(environment), clock);
  }

  private static IdentitySettings settings(Map<String, String> environment) {
    return Settings.load(environment).identity();
  }

  private Tokens tokens(SigningKeys keys) {
    return new Tokens(keys, settings(Map.of()), clock);
  }
}
