package io.lyceum.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.core.FieldProblem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"text\":\"a\\u0000b\"}                  | text",
        "{\"text\":\"\\ud83d\"}                    | text",
        "{\"text\":\"\\ude00\\ud83d\"}             | text",
        "{\"a\":{\"b\":[\"\",\"\\udc00\"]}}        | a.b[1]",
        "{\"a\":{\"\\u0000\":1}}                   | a",
        "{\"\\u0000\":1}                           | data"
      })
  void text_that_is_none_is_found_and_named(String json, String field) throws IOException {
    assertThat(Texts.unsound(json, Json.parse(json)).map(FieldProblem::field)).hasValue(field);
  }

  @Test
  void an_escaped_emoji_is_text() throws IOException {
    String json = "{\"text\":\"\\ud83d\\ude00 \\u00e4 \\\\u0000\"}";
    assertThat(Texts.unsound(json, Json.parse(json))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "{} {}", "{", "\u0000"})
  void repeated_keys_and_trailing_text_are_no_json(String json) {
    assertThatThrownBy(() -> Json.parse(json)).isInstanceOf(IOException.class);
  }

  @Test
  void what_nests_deeper_than_twenty_is_refused() throws IOException {
    assertThat(Json.parse("[".repeat(20) + "]".repeat(20))).isNotNull();
    assertThatThrownBy(() -> Json.parse("[".repeat(21) + "]".repeat(21)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(60_000))).isInstanceOf(IOException.class);
  }
}
