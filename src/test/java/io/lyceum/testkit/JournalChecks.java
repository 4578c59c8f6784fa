package io.lyceum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.json.Json;

/** That what is stored is read back as it was. */
public final class JournalChecks {
  private JournalChecks() {}

  public static <S, E> void assertEventSurvives(JournalCodec<S, E> codec, E event) {
    assertThat(codec.read(codec.manifest(event), throughText(codec.write(event)))).isEqualTo(event);
  }

  public static <S, E> void assertStateSurvives(JournalCodec<S, E> codec, S state) {
    assertThat(codec.readState(codec.stateManifest(), throughText(codec.writeState(state))))
        .isEqualTo(state);
  }

  private static JsonNode throughText(JsonNode node) {
    try {
      return Json.MAPPER.readTree(Json.write(node));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
