package io.lyceum.media.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileSealTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Part PART = part("p1", "00ff");

  @Test
  void a_seal_is_good_for_its_file_until_its_time() {
    String seal = FileSeal.of(PART, NOON);
    assertThat(FileSeal.holds(PART, NOON, seal, NOON.minusSeconds(1))).isTrue();
    assertThat(FileSeal.holds(PART, NOON, seal, NOON)).isFalse();
  }

  @Test
  void it_cannot_be_made_longer_nor_used_for_another() {
    String seal = FileSeal.of(PART, NOON);
    Instant before = NOON.minusSeconds(1);
    assertThat(FileSeal.holds(PART, NOON.plusSeconds(60), seal, before)).isFalse();
    assertThat(FileSeal.holds(part("p2", "00ff"), NOON, seal, before)).isFalse();
    assertThat(FileSeal.holds(part("p1", "00fe"), NOON, seal, before)).isFalse();
    assertThat(FileSeal.holds(PART, NOON, "", before)).isFalse();
  }

  private static Part part(String id, String key) {
    return new Part(
        new TopicId(new SchoolId("demo"), "class", "c1"),
        id,
        new UserId("ada"),
        PartState.READY,
        NOON,
        1,
        null,
        1_000,
        "video/webm",
        10,
        key);
  }
}
