package io.lyceum.platform.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstRequestTest {
  private static final String SOUND =
      """
      GET /v1/socket?x=1 HTTP/1.1
      Host: school.example:8080
      upgrade: WebSocket
      Connection: keep-alive, Upgrade
      Origin: https://school.example
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: other, lyceum.v1.json
      Sec-WebSocket-Protocol: third

      """
          .replace("\n", "\r\n");

  private static FirstRequest read(String text) {
    return FirstRequest.read(text.getBytes(StandardCharsets.ISO_8859_1), "/v1/socket");
  }

  @Test
  void a_sound_handshake_is_taken_apart() {
    assertThat(read(SOUND + "frames that came early"))
        .isInstanceOfSatisfying(
            Handshake.class,
            handshake -> {
              assertThat(handshake.host()).isEqualTo("school.example:8080");
              assertThat(handshake.origin()).isEqualTo("https://school.example");
              assertThat(handshake.protocols()).containsExactly("other", "lyceum.v1.json", "third");
              assertThat(handshake.length()).isEqualTo(SOUND.length());
              // The example of RFC 6455, 1.3.
              assertThat(handshake.accept("lyceum.v1.json").utf8String())
                  .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                  .contains("Sec-WebSocket-Protocol: lyceum.v1.json\r\n")
                  .endsWith("\r\n\r\n");
            });
  }

  @Property(tries = 200)
  void until_it_is_whole_it_is_undecided(@ForAll @IntRange(max = 1000) int cut) {
    byte[] part = SOUND.substring(0, cut % SOUND.length()).getBytes(StandardCharsets.UTF_8);
    assertThat(FirstRequest.read(part, "/v1/socket")).isInstanceOf(FirstRequest.Undecided.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/socket?x=1 HTTP/1.1|POST /v1/socket HTTP/1.1",
        "GET /v1/socket?x=1 HTTP/1.1|GET /v1/sockets HTTP/1.1",
        "GET /v1/socket?x=1 HTTP/1.1|GET /v1/socket HTTP/1.0",
        "GET /v1/socket?x=1 HTTP/1.1|GET /v1/socket HTTP/1.1 HTTP/1.1",
        "GET /v1/socket?x=1 HTTP/1.1|GET http://school.example/v1/socket HTTP/1.1",
        "Host: school.example:8080\r\n|",
        "Host: school.example:8080|Host: a\r\nHost: b",
        "Host: |Host : ",
        "Host: |Content-Length: 5\r\nHost: ",
        "Host: |Transfer-Encoding: chunked\r\nHost: ",
        "Host: |Expect: 100-continue\r\nHost: ",
        "Host: school|Host: a\r\n folded: b\r\nX: ",
        "Host: school|Host: school\u0000",
        "Host: school|Host: school\rX: y\r\nZ: ",
        "Host: school|no colon\r\nHost: school",
        "upgrade: WebSocket|Upgrade: h2c",
        "keep-alive, Upgrade|keep-alive",
        "https://school.example|a\r\nOrigin: b",
        "nonce|",
        "dGhlIHNhbXBsZSBub25jZQ==|dGhlIHNhbXBsZSBub25jZQ",
        "dGhlIHNhbXBsZSBub25jZQ==|dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Version: 13|Version: 8",
        "Version: 13|Version: 13, 8"
      })
  void what_is_not_clear_is_for_the_http_server(String change) {
    String[] parts = change.split("\\|", -1);
    String changed =
        parts[0].equals("nonce")
            ? SOUND.replaceAll("Sec-WebSocket-Key: .*\r\n", "")
            : SOUND.replace(parts[0], parts[1]);
    assertThat(changed).isNotEqualTo(SOUND);
    assertThat(read(changed)).isInstanceOf(FirstRequest.Other.class);
  }

  @Test
  void a_head_that_does_not_end_or_ends_lines_its_own_way_is_not_waited_for() {
    byte[] endless = Arrays.copyOf(SOUND.getBytes(StandardCharsets.UTF_8), FirstRequest.MAX_HEAD);
    Arrays.fill(endless, SOUND.length() - 2, endless.length, (byte) 'x');
    assertThat(FirstRequest.read(endless, "/v1/socket")).isInstanceOf(FirstRequest.Other.class);
    assertThat(read(SOUND.replace("\r\n", "\n"))).isInstanceOf(FirstRequest.Other.class);
  }
}
