package io.lyceum.identity.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Role;
import io.lyceum.identity.secondfactor.Authenticator;
import io.lyceum.testkit.RestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecondFactorTest {
  @RegisterExtension static final DoorServer server = new DoorServer(true);

  private static final Duration STEP = Duration.ofSeconds(30);

  @Test
  void with_a_second_factor_the_password_alone_opens_nothing() {
    Authenticator ada = on("ada");
    JsonNode asked = login("ada");
    assertThat(asked.path("secondFactor").asText()).isEqualTo("code");
    assertThat(asked.has("accessToken")).isFalse();
    String challenge = asked.path("challenge").asText();

    assertThat(answer(challenge, "000000").status()).isEqualTo(400);
    String code = ada.next();
    RestClient.Answer right = answer(challenge, code);
    assertThat(right.status()).isEqualTo(200);
    assertThat(server.as(right.data()).call("get", "/v1/auth/me").status()).isEqualTo(200);
    assertThat(answer(challenge, ada.next()).status()).isEqualTo(401);
    assertThat(answer(login("ada").path("challenge").asText(), code).status()).isEqualTo(400);
  }

  @Test
  void a_code_is_good_once_even_on_two_nodes_at_once() {
    Authenticator bob = on("bob");
    List<String> challenges =
        IntStream.range(0, 8).mapToObj(_ -> login("bob").path("challenge").asText()).toList();
    String code = bob.next();
    List<Integer> answers = atOnce(8, i -> Map.of("challenge", challenges.get(i), "code", code));
    assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
  }

  /** The second step tried so many times at once, at both nodes; how each was answered. */
  private static List<Integer> atOnce(int times, IntFunction<Map<String, String>> body) {
    List<CompletableFuture<Integer>> tries =
        IntStream.range(0, times)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            (i % 2 == 0 ? server.stranger() : server.otherNode())
                                .call("post", "/v1/auth/login/second-factor", body.apply(i))
                                .status()))
            .toList();
    return tries.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void a_challenge_is_good_once_even_on_two_nodes_at_once_and_for_five_minutes() {
    on("grace");
    List<String> codes = recoveryCodes("grace");
    String challenge = login("grace").path("challenge").asText();
    List<Integer> answers = atOnce(4, i -> Map.of("challenge", challenge, "code", codes.get(i)));
    assertThat(answers).containsExactlyInAnyOrder(200, 401, 401, 401);
    String late = login("grace").path("challenge").asText();
    server.clock.pass(Duration.ofMinutes(6));
    assertThat(answer(late, codes.get(9)).status()).isEqualTo(401);
  }

  @Test
  void a_code_two_steps_old_is_refused() {
    Authenticator eve = on("eve");
    String old = eve.next();
    server.clock.pass(STEP.multipliedBy(2));
    assertThat(answer(login("eve").path("challenge").asText(), old).status()).isEqualTo(400);
  }

  @Test
  void a_recovery_code_is_good_once_however_it_is_typed() {
    on("lost");
    String code = recoveryCodes("lost").getFirst();
    String typed = code.toLowerCase(Locale.ROOT).replace("-", " ");
    RestClient.Answer in = answer(login("lost").path("challenge").asText(), typed);
    assertThat(in.status()).isEqualTo(200);
    JsonNode status = server.as(in.data()).call("get", "/v1/auth/second-factor").data();
    assertThat(status.path("enabled").asBoolean()).isTrue();
    assertThat(status.path("recoveryCodes").asInt()).isEqualTo(9);
    assertThat(answer(login("lost").path("challenge").asText(), code).status()).isEqualTo(400);
  }

  @Test
  void ten_wrong_codes_lock_it_for_a_while_whatever_the_challenge() {
    Authenticator guessed = on("guessed");
    for (int i = 0; i < 10; i++) {
      String challenge = login("guessed").path("challenge").asText();
      assertThat(answer(challenge, "00000" + i).status()).isEqualTo(i < 9 ? 400 : 429);
    }
    RestClient.Answer locked = answer(login("guessed").path("challenge").asText(), guessed.next());
    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.body().at("/error/retryAfterMs").asLong()).isPositive();
    server.clock.pass(Duration.ofMinutes(16));
    assertThat(answer(login("guessed").path("challenge").asText(), guessed.next()).status())
        .isEqualTo(200);
  }

  @Test
  void it_is_taken_away_by_a_code_only() {
    Authenticator leaving = on("leaving");
    RestClient in =
        server.as(answer(login("leaving").path("challenge").asText(), leaving.next()).data());
    assertThat(code(in, "disable", "000000").status()).isEqualTo(400);
    server.clock.pass(STEP);
    assertThat(code(in, "disable", leaving.next()).status()).isEqualTo(200);
    assertThat(login("leaving").has("accessToken")).isTrue();
    assertThat(server.audit("leaving-open"))
        .contains("account.second-factor-on", "account.second-factor-off");
  }

  @Test
  void an_administrator_can_only_set_one_up_before_anything_else() {
    JsonNode asked = server.login("head@open.example", DoorServer.PASSWORD).data();
    assertThat(asked.path("secondFactor").asText()).isEqualTo("set-up");
    Map<String, String> challenge = Map.of("challenge", asked.path("challenge").asText());
    JsonNode seed = server.post("/v1/auth/login/setup", challenge).data();
    assertThat(seed.path("uri").asText())
        .startsWith("otpauth://totp/")
        .contains("secret=" + seed.path("seed").asText());
    Authenticator head = new Authenticator(seed.path("seed").asText(), server.clock);
    JsonNode confirmed =
        server
            .post(
                "/v1/auth/login/confirm",
                Map.of("challenge", asked.path("challenge").asText(), "code", head.next()))
            .data();
    assertThat(confirmed.path("recoveryCodes")).hasSize(10);
    RestClient in = server.as(confirmed.path("session"));
    assertThat(in.call("get", "/v1/invitations").status()).isEqualTo(200);
    server.clock.pass(STEP);
    assertThat(code(in, "disable", head.next()).status()).isEqualTo(403);
    assertThat(
            server
                .login("head@open.example", DoorServer.PASSWORD)
                .data()
                .path("secondFactor")
                .asText())
        .isEqualTo("code");
  }

  @Test
  void seeds_and_codes_are_not_in_the_tables() {
    server.person("secret", Role.STUDENT, "open");
    RestClient in = server.as("secret@open.example");
    String seed = in.call("post", "/v1/auth/second-factor/setup").data().path("seed").asText();
    String rows =
        server
            .database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select("select string_agg(f::text, ' ') from second_factor f")
                        .mapTo(String.class)
                        .one());
    assertThat(rows).contains("secret-open").doesNotContain(seed);
    assertThat(login("secret").has("accessToken")).as("not confirmed yet").isTrue();
  }

  /** A person with a second factor. */
  private static Authenticator on(String name) {
    server.person(name, Role.STUDENT, "open");
    RestClient in = server.as(name + "@open.example");
    String seed = in.call("post", "/v1/auth/second-factor/setup").data().path("seed").asText();
    Authenticator authenticator = new Authenticator(seed, server.clock);
    JsonNode confirmed = code(in, "confirm", authenticator.next()).data();
    assertThat(confirmed.path("recoveryCodes")).hasSize(10);
    CODES.put(name, confirmed.path("recoveryCodes"));
    server.clock.pass(STEP);
    return authenticator;
  }

  private static final Map<String, JsonNode> CODES = new ConcurrentHashMap<>();

  private static List<String> recoveryCodes(String name) {
    List<String> codes = new ArrayList<>();
    Objects.requireNonNull(CODES.get(name)).forEach(code -> codes.add(code.asText()));
    return codes;
  }

  private static JsonNode login(String name) {
    return server.login(name + "@open.example", DoorServer.PASSWORD).data();
  }

  private static RestClient.Answer answer(String challenge, String code) {
    return server.post(
        "/v1/auth/login/second-factor", Map.of("challenge", challenge, "code", code));
  }

  private static RestClient.Answer code(RestClient who, String what, String code) {
    return who.call("post", "/v1/auth/second-factor/" + what, Map.of("code", code));
  }
}
