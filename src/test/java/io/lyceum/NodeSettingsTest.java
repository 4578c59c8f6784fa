package io.lyceum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.platform.settings.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSettingsTest {
  @TempDir Path folder;

  @Test
  void every_part_reads_what_stands_in_the_jar() {
    NodeSettings settings = NodeSettings.load(Map.of("LYCEUM_QUIZ_ANSWER_GRACE", "250ms"));
    assertThat(settings.live().topic().maxBatch()).isEqualTo(500);
    assertThat(settings.live().hub().pageEntries()).isEqualTo(200);
    assertThat(settings.live().socket().heartbeat()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.call().turn().turnUrls()).isEmpty();
    assertThat(settings.quiz().answerGrace()).isEqualTo(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lyceum.topic.grace = soon",
        "lyceum.topic.grace = -1s",
        "lyceum.topic.max-batch = 0",
        "lyceum.topic.answer-timeout = 1h",
        "lyceum.hub.page-entries = many",
        "lyceum.hub.linger = [1]",
        "lyceum.socket.inflight = 0",
        "lyceum.socket.frame-bytes = 1 GB",
        "lyceum.socket.heartbeat = 0s",
        "lyceum.limits.connections-per-address = 0",
        "lyceum.limits.requests-window = 0s",
        "lyceum.projection.slices = 0"
      })
  void a_malformed_figure_in_a_file_is_one_line_that_names_it(String setting) throws IOException {
    refused(setting, setting.substring(0, setting.indexOf(' ')));
  }

  @Test
  void a_setting_with_a_variable_is_named_by_both() throws IOException {
    refused(
        "lyceum.quiz.answer-grace = -1s", "LYCEUM_QUIZ_ANSWER_GRACE (lyceum.quiz.answer-grace)");
    refused("lyceum.call.ring = 0s", "LYCEUM_CALL_RING (lyceum.call.ring)");
    refused("lyceum.call.stun.urls = \"http://a\"", "LYCEUM_STUN_URLS (lyceum.call.stun.urls)");
    refused("lyceum.call.turn.lifetime = 2h", "LYCEUM_TURN_LIFETIME (lyceum.call.turn.lifetime)");
  }

  @Test
  void relays_want_a_secret_that_cannot_be_guessed() {
    Map<String, String> weak =
        Map.of(
            "LYCEUM_TURN_URLS", "turn:t.example,turns:t.example:5349", "LYCEUM_TURN_SECRET", "abc");
    assertThatThrownBy(() -> NodeSettings.load(weak))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageStartingWith("LYCEUM_TURN_SECRET")
        .hasMessageNotContaining("abc");
  }

  @Test
  void a_media_server_takes_a_secret() throws IOException {
    refused(
        "lyceum.media.janus.urls = \"ws://janus:8188\"",
        "LYCEUM_JANUS_API_SECRET (lyceum.media.janus.api-secret)");
    refused("lyceum.media.janus.urls = janus", "LYCEUM_JANUS_URL (lyceum.media.janus.urls)");
    assertThat(NodeSettings.load(Map.of()).janus().isOn()).isFalse();
    NodeSettings on =
        NodeSettings.load(
            Map.of(
                "LYCEUM_JANUS_URL",
                "ws://one:8188, ws://two:8188",
                "LYCEUM_JANUS_API_SECRET",
                "a-secret-for-tests-only"));
    assertThat(on.janus().urls()).hasSize(2);
    assertThat(on.toString()).doesNotContain("a-secret-for-tests-only");
  }

  @Test
  void classes_are_recorded_where_there_is_a_folder_for_it() throws IOException {
    NodeSettings off = NodeSettings.load(Map.of("LYCEUM_DATA_DIR", folder.toString()));
    assertThat(off.recording().isOn()).isFalse();
    assertThat(off.store().folder()).isEqualTo(folder.resolve("recordings"));
    NodeSettings on =
        NodeSettings.load(
            Map.of(
                "LYCEUM_RECORDING_SPOOL",
                "/spool",
                "LYCEUM_RECORDING_JANUS_SPOOL",
                "/media/spool",
                "LYCEUM_MEDIA_STORE_FOLDER",
                "/kept"));
    assertThat(on.recording().isOn()).isTrue();
    assertThat(on.recording().nameOf("p1")).isEqualTo("/media/spool/p1");
    assertThat(on.store().folder()).hasToString("/kept");
    refused(
        "lyceum.media.recording.films = 0",
        "LYCEUM_RECORDING_FILMS (lyceum.media.recording.films)");
  }

  @Test
  void a_bucket_takes_both_halves_of_a_key_and_tells_none() throws IOException {
    refused(
        "lyceum.media.store.s3 { bucket = b, access-key = a }",
        "LYCEUM_S3_SECRET_KEY (lyceum.media.store.s3.secret-key)");
    refused(
        "lyceum.media.store.s3 { bucket = b, endpoint = \"minio:9000\" }",
        "LYCEUM_S3_ENDPOINT (lyceum.media.store.s3.endpoint)");
    NodeSettings settings =
        NodeSettings.load(
            Map.of(
                "LYCEUM_S3_BUCKET", "b",
                "LYCEUM_S3_ENDPOINT", "http://minio:9000",
                "LYCEUM_S3_ACCESS_KEY", "a-key",
                "LYCEUM_S3_SECRET_KEY", "a-secret"));
    assertThat(settings.store().s3()).isPresent();
    assertThat(settings.toString()).doesNotContain("a-secret", "a-key");
  }

  private void refused(String setting, String named) throws IOException {
    Path file = Files.writeString(folder.resolve("own.conf"), setting);
    assertThatThrownBy(() -> NodeSettings.load(Map.of("LYCEUM_CONFIG", file.toString())))
        .isInstanceOf(SettingsProblem.class)
        .message()
        .startsWith(named)
        .doesNotContain("\n");
  }
}
