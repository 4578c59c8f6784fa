package io.lyceum.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class IceServersTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final TopicId CALL = new TopicId(new SchoolId("demo"), "call", "c1");
  private static final UserId ADA = new UserId("ada");

  @Test
  void a_credential_is_one_persons_for_one_call_and_ends() {
    IceServers.Answer answer = of(List.of("stun:s.example"), List.of("turn:t.example:3478"));
    assertThat(answer.until()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    assertThat(answer.iceServers())
        .containsExactly(
            new IceServers.Server(List.of("stun:s.example"), null, null),
            new IceServers.Server(
                List.of("turn:t.example:3478"),
                "1767616200:ada/c1",
                "/ZC7Ir2OUpKSGWra93JRUN+JSKA="));
  }

  @Test
  void without_a_relay_there_is_no_credential() {
    assertThat(of(List.of(), List.of()).iceServers()).isEmpty();
  }

  @Test
  void the_secret_is_not_printed() {
    assertThat(settings(List.of(), List.of("turn:t.example"))).asString().doesNotContain("0123");
  }

  private static IceServers.Answer of(List<String> stun, List<String> turn) {
    return new IceServers(settings(stun, turn), InstantSource.fixed(NOON)).of(CALL, ADA);
  }

  private static TurnSettings settings(List<String> stun, List<String> turn) {
    return new TurnSettings(stun, turn, "0123456789abcdef", Duration.ofMinutes(30));
  }
}
