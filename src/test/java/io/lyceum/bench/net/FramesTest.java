package io.lyceum.bench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of RFC 6455 in both directions. */
class FramesTest {
  private final List<String> heard = new ArrayList<>();
  private final FrameReader reader =
      new FrameReader(
          new FrameReader.Handler() {
            @Override
            public void text(byte[] bytes, int from, int to) {
              heard.add(string(bytes, from, to));
            }

            @Override
            public void ping(byte[] bytes, int from, int to) {
              heard.add("ping " + string(bytes, from, to));
            }

            @Override
            public void close(int code) {
              heard.add("close " + code);
            }
          });

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
  void a_text_of_any_length_is_read_whole(int length) {
    String text = "a".repeat(length);
    byte[] frame = server(1, true, text);
    assertThat(reader.read(frame, 0, frame.length)).isEqualTo(frame.length);
    assertThat(heard).containsExactly(text);
  }

  @Test
  void a_frame_that_comes_in_pieces_is_left_until_it_is_whole() {
    byte[] first = server(1, true, "first");
    byte[] second = server(1, true, "b".repeat(300));
    byte[] both = join(first, second);
    for (int there = 0; there < both.length; there++) {
      heard.clear();
      int taken = reader.read(both, 0, there);
      assertThat(taken).isEqualTo(there < first.length ? 0 : first.length);
      assertThat(heard).hasSize(there < first.length ? 0 : 1);
    }
    heard.clear();
    assertThat(reader.read(both, 0, both.length)).isEqualTo(both.length);
    assertThat(heard).containsExactly("first", "b".repeat(300));
  }

  @Test
  void a_message_in_fragments_is_put_together_around_a_ping() {
    byte[] all =
        join(
            join(server(1, false, "one "), server(9, true, "there?")),
            join(server(0, false, "two "), server(0, true, "three")));
    reader.read(all, 0, all.length);
    assertThat(heard).containsExactly("ping there?", "one two three");
  }

  @Test
  void a_close_tells_its_code_or_that_it_has_none() {
    byte[] coded = {(byte) 0x88, 2, 0x03, (byte) 0xe8};
    byte[] bare = {(byte) 0x88, 0};
    reader.read(coded, 0, coded.length);
    reader.read(bare, 0, bare.length);
    assertThat(heard).containsExactly("close 1000", "close 1005");
  }

  @Test
  void what_a_server_may_not_send_is_refused() {
    assertThatThrownBy(() -> reader.read(new byte[] {(byte) 0x81, (byte) 0x80}, 0, 2))
        .isInstanceOf(ProtocolProblem.class)
        .hasMessageContaining("masked");
    assertThatThrownBy(() -> reader.read(new byte[] {(byte) 0xc1, 0}, 0, 2))
        .isInstanceOf(ProtocolProblem.class)
        .hasMessageContaining("extension");
    assertThatThrownBy(() -> reader.read(new byte[] {(byte) 0x82, 0}, 0, 2))
        .isInstanceOf(ProtocolProblem.class)
        .hasMessageContaining("binary");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 125, 126, 65_535, 65_536})
  void what_is_written_is_masked_and_reads_the_same(int length) {
    byte[] text =
        "lyceum".repeat(length / 6 + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    FrameWriter writer = new FrameWriter();
    ByteBuffer frame = writer.text(text, length);
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    assertThat(bytes[0]).isEqualTo((byte) 0x81);
    assertThat(bytes[1]).as("the mask bit").isNegative();
    assertThat(unmask(bytes, length)).isEqualTo(text);
    byte[] second = new byte[frame.capacity()];
    ByteBuffer again = writer.text(text, length);
    again.get(second, 0, again.remaining());
    assertThat(new String(second, bytes.length - length - 4, 4, StandardCharsets.ISO_8859_1))
        .as("each frame has a mask of its own")
        .isNotEqualTo(new String(bytes, bytes.length - length - 4, 4, StandardCharsets.ISO_8859_1));
  }

  private static byte[] unmask(byte[] frame, int length) {
    int payload = frame.length - length;
    byte[] plain = new byte[length];
    for (int i = 0; i < length; i++) {
      plain[i] = (byte) (frame[payload + i] ^ frame[payload - 4 + i % 4]);
    }
    return plain;
  }

  private static byte[] server(int opcode, boolean last, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length < 65_536) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static String string(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
