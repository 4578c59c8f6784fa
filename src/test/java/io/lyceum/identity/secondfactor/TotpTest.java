package io.lyceum.identity.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void the_codes_are_those_of_the_rfc(long second, String code) {
    assertThat(Totp.code(SEED, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @Test
  void the_present_code_and_the_one_before_are_good_and_no_other() {
    Instant now = Instant.ofEpochSecond(1_000_000_015);
    assertThat(Totp.match(SEED, Totp.code(SEED, now), now, 0)).isPresent();
    assertThat(Totp.match(SEED, Totp.code(SEED, now.minusSeconds(30)), now, 0)).isPresent();
    assertThat(Totp.match(SEED, Totp.code(SEED, now.minusSeconds(60)), now, 0)).isEmpty();
    assertThat(Totp.match(SEED, Totp.code(SEED, now.plusSeconds(30)), now, 0)).isEmpty();
  }

  @Test
  void a_step_that_was_used_is_not_good_again_nor_is_one_before_it() {
    Instant now = Instant.ofEpochSecond(1_000_000_015);
    long used = Totp.match(SEED, Totp.code(SEED, now), now, 0).orElseThrow();

    assertThat(Totp.match(SEED, Totp.code(SEED, now), now, used)).isEmpty();
    assertThat(Totp.match(SEED, Totp.code(SEED, now.minusSeconds(30)), now, used)).isEmpty();
  }

  /** RFC 4648, section 10, without the padding. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void base_32_is_that_of_the_rfc(String plain, String encoded) {
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
    assertThat(Base32.encode(bytes)).isEqualTo(encoded);
    assertThat(Base32.decode(encoded)).isEqualTo(bytes);
  }
}
