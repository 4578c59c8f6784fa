package io.lyceum.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.lyceum.identity.password.Passwords.Verdict;
import io.lyceum.testkit.TestIdentity;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordsTest {
  private static final Passwords PASSWORDS = new Passwords(TestIdentity.settings());

  @AfterAll
  static void stop() {
    PASSWORDS.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Bcrypt.class,
      names = {"A", "B", "Y"})
  void a_hash_of_bcrypt_is_known_and_is_to_be_replaced(Bcrypt variant) {
    String hash = BcryptFunction.getInstance(variant, 10).hash("Grüße aus Köln").getResult();

    assertThat(Passwords.isBcrypt(hash)).isTrue();
    assertThat(check("Grüße aus Köln", hash)).isEqualTo(Verdict.OUTDATED);
    assertThat(check("Grüße aus Bonn", hash)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void what_bcrypt_would_not_have_read_proves_nothing() {
    String read = "x".repeat(72);
    String hash = BcryptFunction.getInstance(Bcrypt.B, 10).hash(read).getResult();

    assertThat(check(read, hash)).isEqualTo(Verdict.OUTDATED);
    assertThat(check(read + "y", hash)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void a_hash_that_costs_too_little_or_too_much_is_none() {
    String hash = BcryptFunction.getInstance(Bcrypt.B, 10).hash("some password").getResult();

    for (String cost : new String[] {"04", "09", "15", "31"}) {
      String other = hash.replace("$10$", "$" + cost + "$");
      assertThat(Passwords.isBcrypt(other)).as(cost).isFalse();
      assertThat(check("some password", other)).isEqualTo(Verdict.WRONG);
    }
  }

  @Test
  void a_no_takes_the_same_time_whatever_is_stored() {
    String bcrypt = BcryptFunction.getInstance(Bcrypt.B, 12).hash("some password").getResult();
    String argon = PASSWORDS.hash("some password").toCompletableFuture().join();
    long dear = time(Optional.of(bcrypt));

    assertThat(time(Optional.of(argon))).isGreaterThan(dear / 2);
    assertThat(time(Optional.empty())).isGreaterThan(dear / 2);
  }

  private static long time(Optional<String> stored) {
    long begun = System.nanoTime();
    assertThat(PASSWORDS.check("a guess", stored).toCompletableFuture().join())
        .isEqualTo(Verdict.WRONG);
    return System.nanoTime() - begun;
  }

  @Test
  void the_same_text_spelt_by_another_keyboard_is_the_same_password() {
    String hash = PASSWORDS.hash("caf\u00e9 au lait").toCompletableFuture().join();

    assertThat(check("cafe\u0301 au lait", hash)).isEqualTo(Verdict.RIGHT);
  }

  private static Verdict check(String password, String hash) {
    return PASSWORDS.check(password, Optional.of(hash)).toCompletableFuture().join();
  }
}
