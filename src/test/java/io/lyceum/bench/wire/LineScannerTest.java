package io.lyceum.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding stamps, acknowledgements and other words in frames of one line or more. */
class LineScannerTest {
  private static final long STAMP = 1_763_000_000_123_456_789L;

  private final LyceumWire wire = new LyceumWire();
  private final LineScanner scanner = new LineScanner(wire);
  private final List<Object> heard = new ArrayList<>();
  private final LineScanner.Handler handler =
      new LineScanner.Handler() {
        @Override
        public void delivered(long stamp) {
          heard.add(stamp);
        }

        @Override
        public void acknowledged(long stamp) {
          heard.add("ack");
        }

        @Override
        public void said(byte[] bytes, int from, int to) {
          heard.add(Bytes.text(bytes, from, to));
        }
      };

  @Test
  void every_event_of_a_joined_frame_is_found() {
    StringBuilder frame = new StringBuilder();
    List<Long> stamps = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Sequence numbers grow by a digit on the way, so lines shift.
      frame.append(i == 0 ? "" : "\n").append(event(i, STAMP + i));
      stamps.add(STAMP + i);
    }
    scan(frame.toString());
    assertThat(heard).isEqualTo(stamps);
  }

  @Test
  void what_lies_around_the_frame_in_the_buffer_is_not_read() {
    String event = event(7, STAMP);
    byte[] bytes = Bytes.ascii(event + event + event);
    scanner.scan(bytes, event.length(), 2 * event.length(), handler);
    scanner.scan(bytes, event.length(), 2 * event.length(), handler);
    assertThat(heard).containsExactly(STAMP, STAMP);
  }

  @Test
  void lines_of_all_sorts_are_told_apart() {
    String answer = "{\"op\":\"subscribed\",\"id\":\"join\",\"snapshot\":\"t=" + STAMP + ";\"}";
    scan(
        String.join(
            "\n",
            event(1, STAMP),
            "{\"op\":\"ack\",\"id\":\"0199f6a4-0000-7000-8000-000000000000\",\"seq\":1}",
            "{\"op\":\"presence\",\"topic\":\"chat:x\",\"count\":3}",
            answer,
            "{\"op\":\"error\",\"code\":\"rate_limited\"}",
            event(2, STAMP + 1)));
    assertThat(heard)
        .containsExactly(
            STAMP, "ack", answer, "{\"op\":\"error\",\"code\":\"rate_limited\"}", STAMP + 1);
  }

  @Test
  void an_event_without_a_stamp_hides_none_behind_it() {
    String silent = "{\"op\":\"event\",\"type\":\"member:added\",\"data\":{\"name\":\"t=12;\"}}";
    scan(event(1, STAMP) + "\n" + silent + "\n" + event(2, STAMP + 1) + "\n" + silent);
    assertThat(heard).containsExactly(STAMP, STAMP + 1);
  }

  @Test
  void texts_that_others_wrote_may_be_of_any_length() {
    scan(
        String.join(
            "\n",
            event(1, STAMP),
            event(2, STAMP + 1).replace("xxx", ""),
            event(3, STAMP + 2).replace("xxx", "xxxx"),
            event(4, STAMP + 3)));
    assertThat(heard).containsExactly(STAMP, STAMP + 1, STAMP + 2, STAMP + 3);
  }

  @Test
  void a_byte_is_found_wherever_it_stands() {
    for (int at = 0; at < 40; at++) {
      byte[] bytes = Bytes.ascii("x".repeat(at) + "=" + "\u007f<>".repeat(9));
      assertThat(Bytes.indexOf(bytes, 0, bytes.length, '=')).isEqualTo(at);
      assertThat(Bytes.indexOf(bytes, 0, at, '=')).isEqualTo(at);
      assertThat(Bytes.indexOf(bytes, 0, bytes.length, '!')).isEqualTo(bytes.length);
    }
  }

  private void scan(String frame) {
    byte[] bytes = Bytes.ascii(frame);
    scanner.scan(bytes, 0, bytes.length, handler);
  }

  private static String event(long seq, long stamp) {
    return "{\"op\":\"event\",\"topic\":\"chat:x\",\"seq\":"
        + seq
        + ",\"prev\":"
        + Math.max(0, seq - 1)
        + ",\"type\":\"message:new\",\"at\":\"2026-01-01T00:00:00Z\",\"by\":\"ada\",\"data\":{\"text\":\"t="
        + stamp
        + ";12;"
        + "x".repeat(75)
        + "\"}}";
  }
}
