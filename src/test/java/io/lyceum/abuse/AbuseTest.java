package io.lyceum.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attacks on a whole server. {@code -Pabuse} takes its time for each and is strict. */
class AbuseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  @TempDir static Path folder;

  private static final Logger log = LoggerFactory.getLogger(AbuseTest.class);
  private static final boolean LONG = Boolean.getBoolean("abuse");

  /** Below it a machine's own unrest decides, not an attack. */
  private static final double FLOOR_MS = 20;

  private static final double STRICT = 1.5;
  private static final double WIDE = 15;

  private static final String LIMITS =
      """
      lyceum.limits {
        requests-per-person = 300, requests-per-address = 300, auth-requests-per-address = 60
        handshakes-per-address-per-second = 20
      }
      """;

  private static FullNode node;
  private static Attack.Target target;

  @BeforeAll
  static void start() throws IOException {
    Path settings = Files.writeString(folder.resolve("abuse.conf"), LIMITS);
    node =
        FullNode.start(
            DATABASE,
            Map.of(
                "LYCEUM_LIMITS", "on",
                "LYCEUM_TRUSTED_PROXIES", "127.0.0.1",
                "LYCEUM_CONFIG", settings.toString()));
    target =
        new Attack.Target(node.port(), RestClient.stranger(node.port()).signedIn("eve").token());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://sub.localhost",
        "http://localhost.evil.example",
        "http://evillocalhost",
        "http://localhost:1",
        "https://localhost",
        "http://localhost/",
        "http://localhost http://evil.example",
        "null",
        "file://",
        ""
      })
  void a_page_from_elsewhere_opens_no_socket(String origin) {
    try (RawConnection connection = RawConnection.open(node.port())) {
      connection.send(RawConnection.handshake("X-Forwarded-For: 203.0.113.1", "Origin: " + origin));
      assertThat(connection.readHead()).matches("(?s)HTTP/1.1 (403|400) .*");
    }
  }

  @Test
  void a_frame_that_announces_a_gigabyte_ends_its_socket() {
    try (RawConnection socket = target.socket(2)) {
      socket.send(RawConnection.head(true, 1, 1L << 30));
      socket.readUntil("too_large");
    }
  }

  @Test
  void fragments_without_end_end_their_socket() {
    try (RawConnection socket = target.socket(3)) {
      socket.send(RawConnection.head(false, 1, 0));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(20))
          .until(() -> isCutWhile(socket, RawConnection.head(false, 0, 1), 1_000));
    }
  }

  @Test
  void pings_without_end_end_their_socket() {
    try (RawConnection socket = target.socket(4)) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> isCutWhile(socket, RawConnection.head(true, 9, 0), 200));
    }
  }

  private static boolean isCutWhile(RawConnection socket, byte[] sending, int times) {
    try {
      for (int i = 0; i < times; i++) {
        socket.send(sending);
        if (sending[0] == 0) {
          socket.send(new byte[] {'x'});
        }
      }
    } catch (UncheckedIOException cut) {
      return true;
    }
    return socket.isOver();
  }

  @Test
  void garbage_ends_its_socket_with_a_word() {
    try (RawConnection socket = target.socket(5)) {
      for (int i = 0; i < 20; i++) {
        socket.sendText(i % 2 == 0 ? "{\"op\":".repeat(9_000) : "[{]");
      }
      socket.readUntil("bad_frame");
      socket.readUntil("\"bye\"");
    }
  }

  @Test
  void deep_and_doubled_json_and_text_that_is_none_are_invalid() {
    String deep = "{\"a\":".repeat(40_000);
    String doubled = "{\"email\":\"a@b\",\"email\":\"a@b\",\"password\":\"x\"}";
    String nul = "{\"email\":\"a\\u0000b\",\"password\":\"x\"}";
    String half = "{\"email\":\"a\\ud800\",\"password\":\"x\"}";
    for (String body : List.of(deep, doubled, nul, half)) {
      assertThat(target.post("/v1/auth/login", body, 6)).contains("400 Bad").contains("invalid");
    }
    assertThat(target.post("/v1/auth/login", nul, 6)).contains("\"field\":\"email\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"REST_FLOOD", "GUESSING", "HANDSHAKES"})
  void a_flood_is_told_to_come_back_later_and_others_are_not(Attack attack) {
    Stream<String> answers =
        Stream.generate(
            () ->
                switch (attack) {
                  case REST_FLOOD -> target.get(20, "/v1/users", 7);
                  case GUESSING ->
                      target.post(
                          "/v1/auth/login",
                          "{\"email\":\"nobody@demo.example\",\"password\":\"?\"}",
                          8);
                  default -> handshake();
                });
    String refused =
        answers
            .limit(400)
            .filter(answer -> answer.contains("HTTP/1.1 429"))
            .findFirst()
            .orElseThrow();
    assertThat(refused).contains("rate_limited", "Retry-After: ", "retryAfterMs");
    assertThat(target.post("/v1/auth/login", "{}", 9)).startsWith("HTTP/1.1 400");
  }

  private static String handshake() {
    try (RawConnection connection = RawConnection.open(node.port())) {
      connection.send(RawConnection.handshake("X-Forwarded-For: 203.0.113.10"));
      String head = connection.readHead();
      return head.startsWith("HTTP/1.1 101") ? head : head + connection.readToEnd();
    }
  }

  @Test
  void an_honest_class_hardly_notices_and_who_is_slow_is_cut() {
    try (HonestClass honest = HonestClass.open(node.port())) {
      honest.p99(Duration.ofSeconds(LONG ? 20 : 3));
      SlowOnes slow = SlowOnes.start(node.port());
      if (LONG) {
        for (Attack attack : Attack.values()) {
          measure(honest, attack);
        }
      }
      measure(honest, Attack.values());
      Awaitility.await("slow heads, bodies and frames are cut")
          .atMost(Duration.ofSeconds(30))
          .until(slow::areCut);
      slow.close();
    }
  }

  /** What disturbs does so again; a machine's own moment does not come three times. */
  private static void measure(HonestClass honest, Attack... attacks) {
    Figures figures = Figures.of(honest, attacks);
    for (int again = 0; again < 2 && !figures.areGood(); again++) {
      figures = Figures.of(honest, attacks);
    }
    assertThat(figures.turns()).isGreaterThan(attacks.length);
    assertThat(figures.areGood()).as(figures.toString()).isTrue();
  }

  /** Medians of the p99 of several windows, in milliseconds. */
  private record Figures(List<Attack> attacks, int turns, double quiet, double attacked) {
    /** Quiet and attacked in turn, so that the machine's own moods are in both. */
    static Figures of(HonestClass honest, Attack... attacks) {
      Duration window = Duration.ofSeconds(LONG ? 4 : 2);
      double[] quiet = new double[LONG ? 5 : 3];
      double[] attacked = new double[quiet.length];
      int turns = 0;
      for (int i = 0; i < quiet.length; i++) {
        quiet[i] = honest.p99(window);
        try (Attackers attackers = Attackers.start(target, attacks)) {
          attacked[i] = honest.p99(window);
          turns += attackers.turns();
        }
      }
      Figures figures = new Figures(List.of(attacks), turns, median(quiet), median(attacked));
      log.info("p99 of an honest class: {}", figures);
      return figures;
    }

    boolean areGood() {
      return attacked < (LONG ? STRICT : WIDE) * Math.max(quiet, FLOOR_MS);
    }

    @Override
    public String toString() {
      return "%.1f ms quiet, %.1f ms during %d turns of %s"
          .formatted(quiet, attacked, turns, attacks);
    }
  }

  private static double median(double[] figures) {
    return Arrays.stream(figures).sorted().toArray()[figures.length / 2];
  }
}
