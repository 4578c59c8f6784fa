package io.lyceum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.de",
        "ada.lovelace+school@mail.school.example",
        "o'neill_1@xn--mller-kva.xn--p1ai"
      })
  void an_address_is_taken_as_it_is(String text) {
    assertThat(EmailAddress.parse(" " + text + " ")).contains(new EmailAddress(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@school.example",
        "ada@localhost",
        "ada@school..example",
        "ada@-school.example",
        "ada lovelace@school.example",
        "ada@school.example\nBcc: all@school.example",
        "ada@school.example, eve@school.example",
        "<ada@school.example>",
        "ada@[127.0.0.1]"
      })
  void what_could_be_more_or_less_than_one_address_is_none(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }
}
