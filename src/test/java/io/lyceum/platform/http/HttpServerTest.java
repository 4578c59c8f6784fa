package io.lyceum.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.lyceum.core.ErrorCode;
import io.lyceum.platform.front.Binding;
import io.lyceum.platform.gateway.Gateway;
import io.lyceum.platform.health.Readiness;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.metrics.Metrics;
import io.lyceum.platform.settings.HttpSettings;
import io.lyceum.platform.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final Settings SETTINGS = Settings.load(Map.of("LYCEUM_HTTP_PORT", "0"));
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "http",
          ConfigFactory.parseString(
                  "pekko.actor.provider = local, pekko.coordinated-shutdown.exit-jvm = off")
              .withFallback(ConfigFactory.load(SETTINGS.reader().config())));
  private static final Metrics METRICS = new Metrics();
  private static final Readiness READINESS = new Readiness(METRICS.registry());
  private static final Readiness.Condition READY = READINESS.condition("shards");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static int port;

  /** Every way a route can end. */
  private static final class Probes extends ApiRoutes {
    @Override
    public Route routes() {
      return concat(
          path("refused", () -> refuse(Refusal.of(ErrorCode.FORBIDDEN, "No.").rejection())),
          path(
              "thrown",
              () ->
                  get(
                      () -> {
                        throw new IllegalStateException("secret detail");
                      })),
          path("failed", () -> answer(CompletableFuture.failedFuture(new IOException("secret")))),
          path(
              "thrown-refusal",
              () ->
                  get(
                      () -> {
                        throw Refusal.of(ErrorCode.CONFLICT, "Taken.");
                      })),
          path("number", () -> parameter("n", n -> complete(n))),
          path("get-only", () -> get(() -> complete("x"))),
          path(
              "body",
              () ->
                  post(
                      () ->
                          body(
                              f -> f.text("name", 10),
                              n -> answer(CompletableFuture.completedFuture(n))))));
    }
  }

  @BeforeAll
  static void start() {
    port = server(SETTINGS.http()).localAddress().getPort();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
    METRICS.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/nothing 404 not_found",
        "POST /v1/nothing 404 not_found",
        "GET /nothing 404 not_found",
        "GET /nothing.html 404 not_found",
        "GET /v1 404 not_found",
        "GET /v1/refused 403 forbidden",
        "GET /v1/thrown 500 internal",
        "GET /v1/failed 500 internal",
        "GET /v1/thrown-refusal 409 conflict",
        "GET /v1/number 400 invalid",
        "DELETE /v1/get-only 405 invalid",
        "PUT /v1/body 405 invalid",
        "POST /v1/body 400 invalid"
      })
  void every_error_is_in_the_envelope(String line) throws Exception {
    String[] expected = line.split(" ", -1);
    HttpResponse<String> response =
        send(request(expected[1]).method(expected[0], HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(Integer.parseInt(expected[2]));
    JsonNode body = Json.parse(response.body());
    assertThat(body.path("success").asBoolean(true)).isFalse();
    assertThat(body.path("error").path("code").asText()).isEqualTo(expected[3]);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void a_body_that_is_too_large_is_refused_as_such() throws Exception {
    HttpResponse<String> response =
        send(request("/v1/body").POST(HttpRequest.BodyPublishers.ofString("x".repeat(300 * 1024))));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
    assertThat(response.body()).contains("too_large");
  }

  @Test
  void each_wrong_field_is_named() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v1/body")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":7,\"nam\":\"x\"}")));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.parse(response.body()).path("error").path("details")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/nothing", "/health/live", "/v1/thrown", "/v1/get-only"})
  void every_answer_has_the_security_headers(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'")
        .contains("require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).isPresent();
    assertThat(response.headers().firstValue("Permissions-Policy").orElse(""))
        .contains("camera=(self)", "microphone=(self)", "geolocation=()");
    assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
        .hasValue("same-origin");
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void files_are_served_with_their_type_and_checked_again_by_the_browser() throws Exception {
    HttpResponse<String> page = get("/probe/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Probe</title>");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(get("/probe/probe.js").headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=UTF-8");

    String tag = page.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = send(request("/probe/").header("If-None-Match", tag).GET());
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void a_library_is_served_without_its_version() throws Exception {
    HttpResponse<String> library = get("/webjars/lit-html/lit-html.js");
    assertThat(library.statusCode()).isEqualTo(200);
    assertThat(library.headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=UTF-8");
    assertThat(get("/webjars/lit-html/directives/repeat.js").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../application.conf",
        "/probe/../../application.conf",
        "/%2e%2e/application.conf",
        "/..%2fapplication.conf",
        "/probe/..%2f..%2flogback.xml",
        "/webjars/lit-html/../../../../application.conf",
        "/webjars/lit-html/%2e%2e/%2e%2e/lit-html/3.3.2/lit-html.js",
        "/webjars/..%2f..%2f/x.js",
        "/webjars//lit-html.js",
        "/webjars/lit-html/",
        "/webjars/lit-html",
        "/webjars",
        "//etc/passwd",
        "/probe",
        "/.hidden.txt",
        "/probe/%00.html",
        "/probe\\..\\..\\application.conf",
        "/C:/x.txt"
      })
  void no_path_leads_out_of_what_is_meant_to_be_served(String path) throws Exception {
    String response = raw("GET " + path + " HTTP/1.1");
    assertThat(response).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("lyceum {");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/9.9", "NONSENSE", "GET /\u0001 HTTP/1.1"})
  void what_is_no_http_is_answered_as_everything_else(String line) {
    String response = raw(line);
    assertThat(response)
        .matches("(?s)HTTP/1.1 [45]\\d\\d .*")
        .contains("Content-Security-Policy: ", "nosniff", "{\"success\":false,\"error\":{\"code\":")
        .doesNotContain("NONSENSE");
  }

  @Test
  void an_address_that_is_too_long_is_told_so() {
    assertThat(raw("GET /" + "x".repeat(5_000) + " HTTP/1.1"))
        .startsWith("HTTP/1.1 414 ")
        .contains("\"too_large\"", "Content-Security-Policy: ");
  }

  @Test
  void every_answer_names_its_request_as_the_proxy_did_if_that_is_a_name() throws Exception {
    assertThat(get("/health/live").headers().firstValue("X-Request-Id").orElseThrow())
        .matches("[0-9a-f-]{36}");
    for (String given : List.of("proxy-1234", "no name!")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/live"))
              .header("X-Request-Id", given)
              .build();
      String named =
          CLIENT
              .send(request, HttpResponse.BodyHandlers.ofString())
              .headers()
              .firstValue("X-Request-Id")
              .orElseThrow();
      assertThat(named.equals(given)).isEqualTo(given.equals("proxy-1234"));
    }
  }

  @Test
  void ready_tells_what_is_missing_and_live_does_not_care() throws Exception {
    READY.holds(false);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body()).contains("shards");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    READY.holds(true);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void figures_come_in_prometheus_text_and_strangers_add_no_series() throws Exception {
    get("/v1/invented-by-a-stranger");
    get("/v1/get-only");
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("jvm_memory_used_bytes")
        .contains("http_server_requests_seconds_count{area=\"v1/get-only\"")
        .doesNotContain("stranger");
  }

  @Test
  void a_port_in_use_is_one_clear_line() {
    HttpSettings taken =
        new HttpSettings("127.0.0.1", port, List.of(), List.of(), Duration.ZERO, Duration.ZERO);
    assertThatThrownBy(() -> server(taken))
        .hasRootCauseInstanceOf(PortInUse.class)
        .rootCause()
        .hasMessageContaining("LYCEUM_HTTP_PORT");
    assertThatThrownBy(() -> PortInUse.check("127.0.0.1", port)).isInstanceOf(PortInUse.class);
  }

  private static Binding server(HttpSettings settings) {
    return new HttpServer(
            List.of(new Probes()),
            Optional.empty(),
            new OpsRoutes(READINESS, METRICS, () -> "{\"keys\":[]}"),
            new Gateway(
                settings,
                LimitSettings.read(SETTINGS.reader()),
                _ -> Optional.empty(),
                new LimitMeters(METRICS.registry())),
            METRICS.registry())
        .bind(KIT.system(), settings)
        .toCompletableFuture()
        .join();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Without a client that tidies the path up. */
  private static String raw(String line) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
