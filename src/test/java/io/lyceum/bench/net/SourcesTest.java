package io.lyceum.bench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses connections come from. */
class SourcesTest {
  @Test
  void a_range_holds_both_ends_and_goes_round() {
    Sources sources = Sources.parse("127.0.0.254-127.0.1.1");
    assertThat(sources.addresses())
        .containsExactly("127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1");
    for (int i = 0; i < 4; i++) {
      sources.next();
    }
    assertThat(sources.next()).asString().contains("127.0.0.254");
  }

  @Test
  void one_address_is_a_range_too_and_none_is_the_systems_choice() {
    assertThat(Sources.parse("127.0.0.7").addresses()).containsExactly("127.0.0.7");
    assertThat(Sources.any().next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0",
        "127.0.0.256",
        "127.0.0.9-127.0.0.2",
        "a.b.c.d",
        "10.0.0.1-10.9.0.1"
      })
  void what_is_no_range_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sources.parse(text));
  }
}
