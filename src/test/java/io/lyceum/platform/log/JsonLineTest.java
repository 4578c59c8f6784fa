package io.lyceum.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.settings.SettingsProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLineTest {
  private static final UserId ADA = new UserId("ada");

  private static JsonNode logged(Runnable statement) {
    try (LogLines lines = new LogLines()) {
      statement.run();
      List<JsonNode> all = lines.all();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static org.slf4j.Logger log() {
    return LoggerFactory.getLogger("io.lyceum.test");
  }

  @Test
  void a_line_has_time_level_logger_node_message_and_the_statements_fields() {
    Logging.node("10.0.0.1:25520");
    TopicId topic = new TopicId(new SchoolId("demo"), "chat", "class-7");
    JsonNode line =
        logged(
            () ->
                log()
                    .atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("ms", 12L)
                    .addKeyValue("message", "not this")
                    .log("Slow"));
    assertThat(Instant.parse(line.path("time").asText())).isBefore(Instant.now().plusSeconds(1));
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo("io.lyceum.test");
    assertThat(line.path("node").asText()).isEqualTo("10.0.0.1:25520");
    assertThat(line.path("message").asText()).isEqualTo("Slow");
    assertThat(line.path("topic").asText()).isEqualTo("demo|chat:class-7");
    assertThat(line.path("ms").asLong()).isEqualTo(12);
  }

  @Test
  void a_person_is_a_hash_by_the_installations_key() {
    LogNames.useKey(new byte[] {1});
    JsonNode one = logged(() -> log().atInfo().addKeyValue("user", ADA).log("x"));
    JsonNode again = logged(() -> log().atInfo().addKeyValue("user", ADA).log("x"));
    LogNames.useKey(new byte[] {2});
    JsonNode other = logged(() -> log().atInfo().addKeyValue("user", ADA).log("x"));
    assertThat(one.path("user").asText()).matches("[0-9a-f]{16}");
    assertThat(again.path("user")).isEqualTo(one.path("user"));
    assertThat(other.path("user")).isNotEqualTo(one.path("user"));
  }

  @Test
  void a_person_in_a_topics_name_is_a_hash_too() {
    TopicId topic = new TopicId(new SchoolId("demo"), "progress", "ada/computing");
    JsonNode line = logged(() -> log().atInfo().addKeyValue("topic", topic).log("x"));
    assertThat(line.path("topic").asText()).matches("demo\\|progress:[0-9a-f]{16}/computing");
  }

  @Test
  void a_strangers_line_breaks_stay_inside_their_text() {
    JsonNode line = logged(() -> log().info("a\n{\"level\":\"ERROR\"}\r\nb\u0000"));
    assertThat(line.path("message").asText()).isEqualTo("a\n{\"level\":\"ERROR\"}\r\nb\u0000");
  }

  @Test
  void an_exception_is_one_field() {
    JsonNode line =
        logged(() -> log().error("failed", new IllegalStateException("because\nof this")));
    assertThat(line.path("error").asText())
        .contains("IllegalStateException", "because\nof this", "JsonLineTest");
  }

  @Test
  void format_and_level_must_be_known() {
    for (Map<String, String> wrong :
        List.of(Map.of("LYCEUM_LOG_FORMAT", "xml"), Map.of("LYCEUM_LOG_LEVEL", "loud"))) {
      Settings settings = Settings.load(wrong);
      assertThatThrownBy(() -> Logging.apply(settings.reader()))
          .isInstanceOf(SettingsProblem.class)
          .hasMessageContaining(wrong.keySet().iterator().next());
    }
  }
}
