package io.lyceum.platform.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final int MAX = 300;

  /** Frames sound and broken, and noise. */
  private static byte[] stream(Random random) {
    ClientBytes stream = new ClientBytes();
    for (int i = random.nextInt(12); i >= 0; i--) {
      byte[] payload = new byte[random.nextInt(random.nextBoolean() ? 8 : 200)];
      random.nextBytes(payload);
      String words = "aé€😀".repeat(random.nextInt(20));
      switch (random.nextInt(9)) {
        case 0 -> stream.text(words);
        case 1 -> stream.frame(true, Frames.BINARY, payload);
        case 2 -> {
          byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
          int cut = random.nextInt(bytes.length + 1);
          stream.frame(false, Frames.TEXT, Arrays.copyOf(bytes, cut));
          stream.frame(true, Frames.PING, "between".getBytes(StandardCharsets.UTF_8));
          stream.frame(true, Frames.CONTINUATION, Arrays.copyOfRange(bytes, cut, bytes.length));
        }
        case 3 -> stream.frame(true, Frames.PING, Arrays.copyOf(payload, payload.length % 126));
        case 4 -> stream.frame(true, Frames.PONG, new byte[0]);
        case 5 -> stream.frame(true, Frames.BINARY, new byte[MAX + random.nextInt(3)]);
        case 6 -> stream.frame(random.nextInt(20) > 0, Frames.TEXT, new byte[random.nextInt(9)]);
        case 7 -> {
          if (random.nextInt(4) == 0) {
            stream.close(random.nextBoolean() ? 1000 : random.nextInt(6000));
          }
        }
        default -> {
          if (random.nextInt(4) == 0) {
            stream.raw(random.nextInt(256), random.nextInt(256), random.nextInt(256));
          }
        }
      }
    }
    return stream.bytes();
  }

  @Property(tries = 2000)
  void however_the_bytes_are_cut_the_events_are_the_same(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] stream = stream(random);
    List<String> whole = ClientBytes.read(new FrameReader(MAX), stream);
    FrameReader reader = new FrameReader(MAX);
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < stream.length; ) {
      int end = Math.min(stream.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 100));
      pieces.addAll(ClientBytes.read(reader, Arrays.copyOfRange(stream, at, end)));
      at = end;
    }
    assertThat(pieces).isEqualTo(whole);
    assertThat(whole.subList(0, Math.max(0, whole.size() - 1)))
        .as("nothing follows an end")
        .noneMatch(event -> event.startsWith("close") || event.startsWith("violation"));
  }

  @Property(tries = 5000)
  void utf8_is_judged_as_java_judges_it(@ForAll @Size(max = 12) byte[] noise) {
    boolean sound =
        !StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(noise), CharBuffer.allocate(20), true)
            .isError();
    List<String> events = new ClientBytes().frame(true, Frames.TEXT, noise).read(MAX);
    assertThat(events)
        .containsExactly(
            sound ? "text " + new String(noise, StandardCharsets.UTF_8) : "violation 1007");
  }

  @Test
  void what_the_standard_forbids_is_a_violation() {
    byte[] some = {1, 2, 3};
    List<ClientBytes> forbidden =
        List.of(
            new ClientBytes().frame(0x81, false, some),
            new ClientBytes().frame(0xC1, true, some),
            new ClientBytes().frame(0xA1, true, some),
            new ClientBytes().frame(0x91, true, some),
            new ClientBytes().frame(0x83, true, some),
            new ClientBytes().frame(0x8B, true, some),
            new ClientBytes().frame(0x09, true, some),
            new ClientBytes().frame(0x89, true, new byte[126]),
            new ClientBytes().frame(0x80, true, some),
            new ClientBytes().frame(0x01, true, some).frame(0x81, true, some),
            new ClientBytes().frame(0x88, true, new byte[1]),
            new ClientBytes().close(1005),
            new ClientBytes().close(999),
            new ClientBytes().close(5000),
            new ClientBytes().raw(0x82, 0xFE, 0, 125),
            new ClientBytes().raw(0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF),
            new ClientBytes().raw(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0));
    for (ClientBytes bytes : forbidden) {
      assertThat(bytes.text("more").read(MAX)).containsExactly("violation 1002");
    }
  }

  @Test
  void broken_utf8_is_seen_before_the_message_is_whole() {
    assertThat(new ClientBytes().head(0x81, true, 200).raw(0xFF, 0xFF, 0xFF).read(MAX))
        .containsExactly("violation 1007");
    byte[] half = {(byte) 0xE2, (byte) 0x82};
    assertThat(new ClientBytes().frame(true, Frames.TEXT, half).read(MAX))
        .containsExactly("violation 1007");
    byte[] reason = {3, (byte) 0xE8, (byte) 0xFF};
    assertThat(new ClientBytes().frame(true, Frames.CLOSE, reason).read(MAX))
        .containsExactly("violation 1007");
  }

  @Test
  void a_message_too_large_is_told_once_and_passed_over() {
    byte[] half = new byte[200];
    assertThat(
            new ClientBytes()
                .frame(true, Frames.BINARY, new byte[MAX + 1])
                .text("a")
                .frame(false, Frames.TEXT, half)
                .frame(false, Frames.CONTINUATION, half)
                .frame(true, Frames.PING, new byte[0])
                .frame(true, Frames.CONTINUATION, half)
                .text("b")
                .close(1000)
                .read(MAX))
        .containsExactly("too large", "text a", "too large", "ping ", "text b", "close 1000");
    assertThat(new ClientBytes().head(0x82, true, Long.MAX_VALUE).raw(1, 2, 3).read(MAX))
        .containsExactly("too large");
  }

  @Test
  void it_knows_whether_something_is_missing() {
    FrameReader reader = new FrameReader(MAX);
    assertThat(reader.isPartial()).isFalse();
    byte[] stream = new ClientBytes().frame(false, Frames.TEXT, new byte[2]).bytes();
    ClientBytes.read(reader, Arrays.copyOf(stream, 1));
    assertThat(reader.isPartial()).isTrue();
    ClientBytes.read(reader, Arrays.copyOfRange(stream, 1, stream.length));
    assertThat(reader.isPartial()).as("the rest of the message").isTrue();
    ClientBytes.read(reader, new ClientBytes().frame(true, 0, new byte[0]).bytes());
    assertThat(reader.isPartial()).isFalse();
  }
}
