package io.lyceum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Tokens.Verified;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private static final int MANY = 25_000;
  private static final Verified ADA =
      new Verified(
          new Caller(new UserId("ada"), "Ada", Role.STUDENT, new SchoolId("demo")),
          Instant.EPOCH,
          "token");

  private final KnownTokens known = new KnownTokens();

  @Test
  void what_is_used_stays_known_and_what_is_not_is_forgotten() {
    known.add("used", ADA);
    known.add("unused", ADA);
    for (int i = 0; i < MANY; i++) {
      known.add("token " + i, ADA);
      assertThat(known.get("used")).isEqualTo(ADA);
    }
    assertThat(known.get("unused")).isNull();
    assertThat(known.get("token " + (MANY - 1))).isEqualTo(ADA);
  }
}
