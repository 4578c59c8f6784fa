package io.lyceum.identity.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.faults.stage.Shell;
import io.lyceum.platform.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Two real OpenID providers, see {@code src/test/oidc}, and a browser to use them. */
public final class OidcServer implements AutoCloseable {
  static final String REDIRECT = "https://lyceum.test/v1/auth/external/mock/callback";
  public static final String SECRET = "a secret of this test with enough characters";

  private static final Path SOURCES = Path.of("src", "test", "oidc");
  private static final Path HOME = Path.of("target", "oidc");
  private static final String LOCK = "package-lock.json";

  private final Process process;
  private final URI trusted;
  private final URI stranger;

  private OidcServer(Process process, URI trusted, URI stranger) {
    this.process = process;
    this.trusted = trusted;
    this.stranger = stranger;
  }

  static OidcServer start() {
    return start(REDIRECT);
  }

  /**
   * Skips the test without Node, unless the variable OIDC_TESTS says {@code required}.
   *
   * @param redirect where browsers are sent back to
   */
  public static OidcServer start(String redirect) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .map(Path::of)
            .anyMatch(
                folder ->
                    Files.isExecutable(folder.resolve("node"))
                        && Files.isExecutable(folder.resolve("npm")));
    if (!there && "required".equals(System.getenv("OIDC_TESTS"))) {
      throw new AssertionError("OIDC_TESTS=required, but node and npm are not installed");
    }
    Assumptions.assumeTrue(there, "Skipped: node and npm are not installed");
    try {
      install();
      ProcessBuilder builder =
          new ProcessBuilder("node", HOME.resolve("provider.js").toString())
              .redirectError(HOME.resolve("provider.log").toFile());
      builder.environment().put("REDIRECT", redirect);
      Process process = builder.start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("ready")) {
          return new OidcServer(process, at(words[1]), at(words[2]));
        }
      }
      throw new AssertionError("the provider did not start, see " + HOME + "/provider.log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI at(String port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static void install() throws IOException {
    Files.createDirectories(HOME);
    for (String file : new String[] {"provider.js", "package.json"}) {
      Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path lock = SOURCES.resolve(LOCK);
    if (!Files.exists(HOME.resolve(LOCK)) || Files.mismatch(lock, HOME.resolve(LOCK)) >= 0) {
      Path unfinished = HOME.resolve("npm-shrinkwrap.json");
      Files.copy(lock, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Shell.run("npm", "ci", "--prefix", HOME.toString(), "--ignore-scripts", "--no-fund");
      Files.move(unfinished, HOME.resolve(LOCK), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public URI trusted() {
    return trusted;
  }

  URI stranger() {
    return stranger;
  }

  /** From now on the provider signs with a key that it did not have before, and no other. */
  void rotate(URI provider) {
    send(HttpRequest.newBuilder(provider.resolve("/test/rotate")));
  }

  /** An ID token as a client gets it that signs somebody in by itself. */
  String idToken(URI provider, String client, String person, String nonce) {
    Flow flow = Flow.begin("test", Instant.MAX);
    Map<String, String> query = new TreeMap<>();
    query.put("client_id", client);
    query.put("response_type", "code");
    query.put("scope", "openid email profile");
    query.put("redirect_uri", REDIRECT);
    query.put("state", "s");
    query.put("code_challenge", flow.challenge());
    query.put("code_challenge_method", "S256");
    if (!nonce.isEmpty()) {
      query.put("nonce", nonce);
    }
    URI back = walk(URI.create(provider + "/auth?" + form(query)), person);
    Map<String, String> body =
        new TreeMap<>(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                query(back).getOrDefault("code", ""),
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                flow.verifier()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(provider.resolve("/token"))
            .header("Content-Type", "application/x-www-form-urlencoded");
    if (client.equals("lyceum")) {
      String both = client + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    } else {
      body.put("client_id", client);
    }
    HttpResponse<String> answer =
        send(request.POST(HttpRequest.BodyPublishers.ofString(form(body))));
    try {
      JsonNode json = Json.MAPPER.readTree(answer.body());
      if (!json.has("id_token")) {
        throw new AssertionError(answer.body());
      }
      return json.path("id_token").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes where a browser goes that is sent to a provider, until it is sent back. */
  URI walk(URI address, String person) {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    URI at = URI.create(address + "&login_hint=" + person);
    for (int step = 0; step < 10; step++) {
      HttpResponse<String> answer = send(browser, HttpRequest.newBuilder(at));
      URI here = at;
      at =
          answer
              .headers()
              .firstValue("Location")
              .map(here::resolve)
              .orElseThrow(() -> new AssertionError(here + ": " + answer.body()));
      if (at.toString().startsWith(REDIRECT)) {
        return at;
      }
    }
    throw new AssertionError("sent around in circles: " + at);
  }

  static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    return send(HttpClient.newHttpClient(), request);
  }

  static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
