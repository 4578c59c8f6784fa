package io.lyceum.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final String EMAIL = "ada.lovelace@school.example";
  private static final String NAME = "Ada Lovelace";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "vier-Igel-im-Regen",
        "🐎🔋📎🦔🌧️☂️🍎🥨🎻🧭",
        "Grüße aus Köln"
      })
  void what_is_long_and_nobodys_favourite_is_good(String password) {
    assertThat(PasswordRules.problem(password, EMAIL, NAME)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "ninechars",
        "aaaaaaaaaaaaaa",
        "1212121212",
        "1234567890",
        "qwertyuiop",
        "Password123!",
        "dragon19850412",
        "ada.lovelace@school.example",
        "Ada_Lovelace1815!",
        "adalovelace99"
      })
  void what_would_be_guessed_is_refused(String password) {
    assertThat(PasswordRules.problem(password, EMAIL, NAME)).isPresent();
  }

  @Test
  void characters_are_counted_as_people_count_them() {
    String astral = "🐎🔋📎🦔🌧";
    assertThat(astral).hasSize(10);
    assertThat(PasswordRules.problem(astral, EMAIL, NAME)).isPresent();
    String longest = "abcde🐎".repeat(33) + "xy";
    assertThat(PasswordRules.problem(longest, EMAIL, NAME)).isEmpty();
    assertThat(PasswordRules.problem(longest + "z", EMAIL, NAME)).isPresent();
  }
}
