package io.lyceum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestIdentity;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokensTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Caller ADA =
      new Caller(new UserId("ada"), "Ada", Role.STUDENT, new SchoolId("demo"));

  private final TestClock clock = new TestClock();
  private final Set<UUID> ended = new HashSet<>();
  private final SigningKeys keys =
      SigningKeys.load(database.jdbi(), TestIdentity.settings(), clock);
  private final Tokens tokens = new Tokens(keys, TestIdentity.settings(), clock, ended::contains);

  @Test
  void a_fresh_token_names_its_bearer_its_sign_in_and_its_end() {
    UUID session = UUID.randomUUID();
    Tokens.Verified verified = tokens.verify(tokens.issue(ADA, session)).orElseThrow();

    assertThat(verified.caller()).isEqualTo(ADA);
    assertThat(verified.session()).contains(session);
    assertThat(verified.expiresAt()).isEqualTo(TestClock.NOON.plus(Duration.ofMinutes(15)));
    assertThat(verified.tokenId()).isNotBlank();
  }

  @Test
  void a_token_may_belong_to_no_sign_in() {
    assertThat(tokens.verify(tokens.issue(ADA)).orElseThrow().session()).isEmpty();
  }

  @Test
  void a_token_ends_on_the_second_also_when_it_was_proven_before() {
    String proven = tokens.issue(ADA);
    clock.move(Duration.ofSeconds(899));
    assertThat(tokens.verify(proven)).isPresent().isEqualTo(tokens.verify(proven));

    clock.move(Duration.ofSeconds(1));
    assertThat(tokens.verify(proven)).isEmpty();
  }

  @Test
  void a_token_ends_with_its_sign_in_also_when_it_was_proven_before() {
    UUID session = UUID.randomUUID();
    String proven = tokens.issue(ADA, session);
    String unseen = tokens.issue(ADA, session);
    String other = tokens.issue(ADA, UUID.randomUUID());
    assertThat(tokens.verify(proven)).isPresent();

    ended.add(session);
    assertThat(tokens.verify(proven)).isEmpty();
    assertThat(tokens.verify(unseen)).isEmpty();
    assertThat(tokens.verify(other)).isPresent();
  }
}
