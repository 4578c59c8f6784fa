package io.lyceum.bench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of an HTTP server, whole and in pieces. */
class HttpConnectionTest {
  private final List<String> heard = new ArrayList<>();
  private final HttpConnection connection =
      new HttpConnection(
          new HttpConnection.Listener() {
            @Override
            public void free(HttpConnection freed) {
              heard.add("free");
            }

            @Override
            public void answered(long stamp, int status, int bytes, long nanos) {
              heard.add(status + " " + bytes);
            }

            @Override
            public void lost(HttpConnection gone, String why) {
              heard.add(why);
            }
          });

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n"
      })
  void an_answer_counts_when_it_is_whole(String answer) {
    byte[] bytes = (answer + "HTTP").getBytes(StandardCharsets.US_ASCII);
    for (int there = 0; there < answer.length(); there++) {
      assertThat(connection.received(bytes, 0, there, 0)).isZero();
    }
    assertThat(heard).isEmpty();
    assertThat(connection.received(bytes, 0, bytes.length, 0)).isEqualTo(answer.length());
    assertThat(heard).containsExactly("200 " + answer.length(), "free");
  }

  @Test
  void an_answer_without_a_length_is_refused() {
    byte[] bytes = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> connection.received(bytes, 0, bytes.length, 0))
        .isInstanceOf(ProtocolProblem.class)
        .hasMessageContaining("length");
  }

  @Test
  void a_request_carries_host_and_token() {
    assertThat(new String(HttpConnection.get("h:1", "/v1/x", "T"), StandardCharsets.US_ASCII))
        .isEqualTo("GET /v1/x HTTP/1.1\r\nHost: h:1\r\nAuthorization: Bearer T\r\n\r\n");
  }
}
