package io.lyceum.socket;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ClientFramesTest {
  @Property(tries = 1000)
  void garbage_is_refused_and_never_throws(@ForAll String garbage) {
    assertThat(ClientFrames.read(garbage)).isInstanceOf(ClientFrame.Unreadable.class);
  }

  @Property(tries = 2000)
  void every_frame_of_wrong_fields_is_read_or_refused(
      @ForAll("ops") String op,
      @ForAll("values") String id,
      @ForAll("values") String topic,
      @ForAll("values") String after,
      @ForAll("values") String data) {
    String frame =
        "{\"op\":\"%s\",\"id\":%s,\"topic\":%s,\"type\":%s,\"after\":%s,\"data\":%s,\"follows\":%s,"
            .formatted(op, id, topic, data, after, data, after);
    frame +=
        "\"token\":%s,\"client\":%s,\"resume\":%s,\"to\":%s,\"t\":%s}"
            .formatted(topic, after, data, after, id);
    assertThat(ClientFrames.read(frame)).isNotNull();
  }

  @Provide
  Arbitrary<String> ops() {
    return Arbitraries.of("hello", "subscribe", "unsubscribe", "command", "signal", "ping", "x");
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "1",
        "-1",
        "1.5",
        "1e400",
        "99999999999999999999",
        "true",
        "\"\"",
        "\"board:x\"",
        "\"" + "x".repeat(300) + "\"",
        "{}",
        "{\"board:x\":1}",
        "{\"board:x\":\"1\"}",
        "[]",
        "[[1]]",
        "\"0198c0de-0000-7000-8000-000000000000\"",
        "\"0198c0de-0000-4000-8000-000000000000\"");
  }

  @Test
  void deep_nesting_and_double_keys_are_refused() {
    assertBad("{\"op\":\"ping\",\"t\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}");
    assertBad("{\"op\":\"ping\",\"op\":\"ping\"}");
  }

  @Test
  void an_id_too_long_is_not_sent_back() {
    String frame = "{\"op\":\"subscribe\",\"id\":\"" + "x".repeat(60_000) + "\"}";
    assertThat(ClientFrames.read(frame))
        .isInstanceOfSatisfying(
            ClientFrame.Unreadable.class, unreadable -> assertThat(unreadable.id()).isNull());
  }

  private static void assertBad(String frame) {
    assertThat(ClientFrames.read(frame))
        .isInstanceOfSatisfying(
            ClientFrame.Unreadable.class, unreadable -> assertThat(unreadable.bad()).isTrue());
  }
}
