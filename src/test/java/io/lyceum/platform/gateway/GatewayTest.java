package io.lyceum.platform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.settings.HttpSettings;
import io.lyceum.platform.settings.Network;
import io.lyceum.platform.settings.SettingReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private static final String PAGE = "https://school.example";

  private final Gateway gateway =
      new Gateway(
          new HttpSettings(
              "127.0.0.1",
              0,
              List.of(PAGE),
              List.of(Network.parse("10.0.0.0/8").orElseThrow()),
              Duration.ZERO,
              Duration.ZERO),
          LimitSettings.read(
              SettingReader.of(
                  ConfigFactory.parseString(
                          "lyceum.limits { requests-per-person = 3, requests-per-address = 2,"
                              + " auth-requests-per-address = 1 }")
                      .withFallback(ConfigFactory.parseResources("limits.conf"))
                      .resolve())),
          token ->
              token.startsWith("of-")
                  ? Optional.of(
                      new Caller(new UserId(token), token, Role.STUDENT, new SchoolId("demo")))
                  : Optional.empty(),
          new LimitMeters(new SimpleMeterRegistry()));

  private static HttpRequest get(String path, String from, String... headers) {
    HttpRequest request =
        HttpRequest.GET(path)
            .addAttribute(
                AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.ofLiteral(from)));
    for (int i = 0; i < headers.length; i += 2) {
      request = request.addHeader(RawHeader.create(headers[i], headers[i + 1]));
    }
    return request;
  }

  private static HttpRequest preflight(String origin) {
    return get("/v1/users", "192.0.2.1", "Origin", origin, "Access-Control-Request-Method", "POST")
        .withMethod(HttpMethods.OPTIONS);
  }

  private HttpResponse pass(HttpRequest arrived) {
    HttpRequest request = gateway.enter(arrived);
    return gateway.leave(request, gateway.answer(request).orElseGet(HttpResponse::create));
  }

  private static @Nullable String header(HttpResponse response, String name) {
    return response.getHeader(name).map(HttpHeader::value).orElse(null);
  }

  @Test
  void a_page_on_the_list_may_use_the_api_and_is_told_so_before_it_asks() {
    HttpResponse preflight = pass(preflight(PAGE));
    assertThat(preflight.status().intValue()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
    assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Authorization");
    HttpResponse answer = pass(get("/v1/users", "192.0.2.1", "Origin", PAGE));
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(header(answer, "Access-Control-Expose-Headers")).contains("RateLimit");
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isNull();
    assertThat(header(answer, "Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://sub.school.example",
        "https://school.example.evil.example",
        "https://evilschool.example",
        "https://school.example:8443",
        "http://school.example",
        "HTTPS://SCHOOL.EXAMPLE",
        "null"
      })
  void any_other_page_may_not(String origin) {
    HttpResponse preflight = pass(preflight(origin));
    assertThat(preflight.status().intValue()).isEqualTo(403);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isNull();
    HttpResponse answer = pass(get("/v1/users", "192.0.2.9", "Origin", origin));
    assertThat(header(answer, "Access-Control-Allow-Origin")).isNull();
    assertThat(header(answer, "Vary")).isEqualTo("Origin");
  }

  @Test
  void a_person_has_one_allowance_wherever_they_are() {
    for (int i = 0; i < 3; i++) {
      HttpResponse answer =
          pass(get("/v1/users", "192.0.2." + i, "Authorization", "Bearer of-ada"));
      assertThat(answer.status().intValue()).isEqualTo(200);
      assertThat(header(answer, "RateLimit-Limit")).isEqualTo("3");
      assertThat(header(answer, "RateLimit-Remaining")).isEqualTo("" + (2 - i));
      assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"person\";q=3;w=900");
      assertThat(header(answer, "RateLimit")).matches("\"person\";r=" + (2 - i) + ";t=\\d+");
    }
    HttpResponse refused = pass(get("/v1/users", "192.0.2.9", "authorization", "bearer of-ada"));
    assertThat(refused.status().intValue()).isEqualTo(429);
    assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(290, 300);
    assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
    assertThat(header(refused, "Content-Security-Policy")).isNotNull();
    assertThat(
            pass(get("/v1/users", "192.0.2.9", "Authorization", "Bearer of-bob"))
                .status()
                .intValue())
        .isEqualTo(200);
  }

  @Test
  void who_is_not_known_counts_by_address_and_signing_in_is_stricter() {
    assertThat(status("/v1/auth/login", "192.0.2.1")).isEqualTo(200);
    assertThat(status("/v1/auth/refresh", "192.0.2.1")).isEqualTo(429);
    assertThat(status("/v1/auth/login", "192.0.2.2")).isEqualTo(200);
    for (int expected : new int[] {200, 200, 429}) {
      HttpResponse answer = pass(get("/v1/users", "192.0.2.3", "Authorization", "Bearer guessed"));
      assertThat(answer.status().intValue()).isEqualTo(expected);
    }
  }

  @Test
  void pages_health_and_handshakes_are_not_counted() {
    for (int i = 0; i < 5; i++) {
      for (String path : List.of("/", "/app.js", "/health/live", "/metrics", "/v1/socket")) {
        HttpResponse answer = pass(get(path, "192.0.2.1"));
        assertThat(answer.status().intValue()).isEqualTo(200);
        assertThat(header(answer, "RateLimit")).isNull();
      }
    }
  }

  @Test
  void behind_a_proxy_of_ours_the_address_is_the_clients_and_tls_is_made_to_stay() {
    for (int i = 0; i < 4; i++) {
      String client = "203.0.113." + i;
      HttpResponse answer =
          pass(
              get("/v1/auth/login", "10.0.0.1", "X-Forwarded-For", client)
                  .addHeader(RawHeader.create("X-Forwarded-Proto", "https")));
      assertThat(answer.status().intValue()).isEqualTo(200);
      assertThat(header(answer, "Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }
    HttpRequest liar = get("/v1/auth/login", "192.0.2.7", "X-Forwarded-For", "203.0.113.99");
    assertThat(pass(liar).status().intValue()).isEqualTo(200);
    HttpResponse again = pass(liar.addHeader(RawHeader.create("X-Forwarded-Proto", "https")));
    assertThat(again.status().intValue()).isEqualTo(429);
    assertThat(header(again, "Strict-Transport-Security")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/live-classes/a%00b", "/v1/users?q=%00", "/%00"})
  void an_address_with_a_nul_leads_nowhere(String path) {
    assertThat(status(path, "192.0.2.1")).isEqualTo(400);
  }

  private int status(String path, String from) {
    return pass(get(path, from)).status().intValue();
  }
}
