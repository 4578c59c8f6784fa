package io.lyceum.identity.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** People of a real OpenID provider come to the whole server. */
class ExternalSignInTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  @TempDir static Path folder;

  private static OidcServer oidc;
  private static FullNode node;
  private static URI provider;

  @BeforeAll
  static void start() throws IOException {
    oidc = OidcServer.start();
    provider = oidc.trusted();
    Path settings =
        Files.writeString(
            folder.resolve("issuers.conf"),
            """
            lyceum.identity.issuers = [
              { name = mock, title = "The school's own", issuer = "%s", client-id = lyceum, client-secret = "%s"
                school = demo, create = on, redirect = "%s", role-claim = "groups.school", roles { teacher = teacher } }
            ]
            """
                .formatted(provider, OidcServer.SECRET, OidcServer.REDIRECT));
    node = FullNode.start(DATABASE, Map.of("LYCEUM_CONFIG", settings.toString()));
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
      oidc.close();
    }
  }

  @Test
  void who_is_known_by_a_verified_address_comes_into_their_own_account_and_is_linked() {
    RestClient.Answer answer = signIn("ada");
    assertThat(answer.data().at("/user/id").asText()).isEqualTo(idOf("ada@demo.example"));
    assertThat(me(answer)).isEqualTo(200);

    // From now on the link counts, whatever becomes of the address.
    rename("ada@demo.example", "ada@elsewhere.example");
    assertThat(signIn("ada").data().at("/user/id")).isEqualTo(answer.data().at("/user/id"));
    rename("ada@elsewhere.example", "ada@demo.example");
    assertThat(audit()).contains("account.linked", "account.signed-in");
  }

  @Test
  void who_is_new_gets_an_account_with_the_role_that_the_provider_tells() {
    JsonNode user = signIn("teacher.nora").data().path("user");
    assertThat(user.path("name").asText()).isEqualTo("Nora");
    assertThat(user.path("role").asText()).isEqualTo("teacher");
    assertThat(user.path("school").asText()).isEqualTo("demo");
    assertThat(signIn("unknown.oskar").data().at("/user/role").asText()).isEqualTo("student");
    assertThat(signIn("teacher.nora").data().path("user")).isEqualTo(user);
  }

  @Test
  void an_address_that_the_provider_has_not_verified_opens_and_makes_nothing() {
    assertRefused(signIn("unverified.bob"), 403);
    assertRefused(signIn("unverified.paula"), 403);
  }

  @Test
  void an_address_of_another_school_opens_and_makes_nothing() {
    DATABASE
        .jdbi()
        .useHandle(
            h -> {
              h.execute("insert into school (id, name) values ('other', 'Other')");
              h.execute(
                  "insert into person (id, school, email, name, role, password_hash) values"
                      + " ('quinn', 'other', 'Quinn@demo.example', 'Quinn', 'admin', '-')");
            });
    assertRefused(signIn("quinn"), 403);
  }

  @Test
  void a_token_is_good_for_once_however_many_come_with_it_at_once() {
    String token = token("eve", "n");
    List<Integer> answers =
        IntStream.range(0, 8).parallel().mapToObj(_ -> exchange(token, "n").status()).toList();
    assertThat(answers).containsOnlyOnce(200).containsOnly(200, 401);
    assertRefused(exchange(token, "n"), 401);
  }

  @Test
  void the_nonce_must_be_the_one_of_the_request() {
    assertRefused(exchange(token("eve", "one"), "other"), 401);
    assertRefused(exchange(token("eve", "one"), ""), 401);
    assertRefused(exchange(token("eve", ""), "one"), 401);
    assertRefused(exchange(token("eve", ""), ""), 401);
  }

  @Test
  void a_token_for_another_client_is_refused() {
    assertRefused(exchange(oidc.idToken(provider, "other", "eve", "n"), "n"), 401);
  }

  @Test
  void a_token_of_another_provider_is_refused() {
    assertRefused(exchange(oidc.idToken(oidc.stranger(), "lyceum", "eve", "n"), "n"), 401);
  }

  @Test
  void a_token_that_only_says_it_is_the_providers_is_refused()
      throws ParseException, JOSEException {
    SignedJWT honest = SignedJWT.parse(token("eve", "n"));
    RSAKey own = new RSAKeyGenerator(2048).keyID(honest.getHeader().getKeyID()).generate();
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(own.getKeyID())
                .jwk(own.toPublicJWK())
                .build(),
            honest.getJWTClaimsSet());
    forged.sign(new RSASSASigner(own));
    assertRefused(exchange(forged.serialize(), "n"), 401);

    SignedJWT secret =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).build(), honest.getJWTClaimsSet());
    secret.sign(new MACSigner(OidcServer.SECRET));
    assertRefused(exchange(secret.serialize(), "n"), 401);
    assertRefused(exchange(new PlainJWT(honest.getJWTClaimsSet()).serialize(), "n"), 401);
    for (String header : List.of("{}", "{\"alg\":7}", "{\"alg\":\"dir\"}", "[]", "")) {
      String odd = Base64URL.encode(header) + "." + honest.getParsedParts()[1] + ".e30";
      assertRefused(exchange(odd, "n"), 401);
      assertRefused(exchange(odd + ".e30.e30", "n"), 401);
    }
    assertRefused(exchange("nonsense", "n"), 401);
  }

  @Test
  void our_own_access_token_is_no_id_token() {
    String access = signIn("eve").data().path("accessToken").asText();
    assertRefused(exchange(access, ""), 401);
  }

  @Test
  void a_key_that_the_provider_has_just_begun_to_use_is_asked_for() {
    assertThat(signIn("eve").status()).isEqualTo(200);
    oidc.rotate(provider);
    assertThat(signIn("eve").status()).isEqualTo(200);
  }

  @Test
  void a_browser_is_sent_there_and_comes_back_into_a_session() {
    Visit visit = begin();
    Map<String, String> asked = OidcServer.query(visit.address());
    assertThat(asked)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", OidcServer.REDIRECT);
    HttpResponse<String> back = callback(oidc.walk(visit.address(), "ada"), visit.cookie());
    assertThat(location(back)).hasValue("/#external=ok");
    String entry = cookie(back, "__Host-lyceum-entry");
    assertThat(back.headers().allValues("Set-Cookie"))
        .anyMatch(c -> c.contains("Secure; HttpOnly; SameSite=Strict"));

    HttpResponse<String> session = enter(entry);
    assertThat(session.body()).contains("accessToken").contains(idOf("ada@demo.example"));
    assertThat(enter(entry).statusCode()).isEqualTo(401);
    assertThat(enter("__Host-lyceum-entry=guessed").statusCode()).isEqualTo(401);
  }

  @Test
  void who_comes_back_without_having_been_sent_is_refused() {
    Visit victim = begin();
    Visit attacker = begin();
    URI back = oidc.walk(attacker.address(), "eve");
    assertNotLetIn(callback(back, ""));
    assertNotLetIn(callback(back, victim.cookie()));
    assertNotLetIn(callback(back, "__Host-lyceum-external=e30..e30.e30.e30"));
    assertNotLetIn(callback(changed(back, q -> without(q, "state")), attacker.cookie()));
  }

  @Test
  void a_code_is_good_for_once() {
    Visit visit = begin();
    URI back = oidc.walk(visit.address(), "eve");
    assertThat(location(callback(back, visit.cookie()))).hasValue("/#external=ok");
    assertNotLetIn(callback(back, visit.cookie()));
  }

  @Test
  void an_answer_that_names_another_provider_or_none_is_refused() {
    Visit visit = begin();
    URI back = oidc.walk(visit.address(), "eve");
    assertNotLetIn(callback(changed(back, q -> without(q, "iss")), visit.cookie()));
    URI mixed =
        changed(
            back,
            q -> {
              Map<String, String> other = new HashMap<>(q);
              other.put("iss", oidc.stranger().toString());
              return other;
            });
    assertNotLetIn(callback(mixed, visit.cookie()));
  }

  @Test
  void who_has_no_account_is_told_so_on_the_page() {
    Visit visit = begin();
    HttpResponse<String> back =
        callback(oidc.walk(visit.address(), "unverified.bob"), visit.cookie());
    assertThat(location(back)).hasValue("/#external=forbidden");
  }

  @Test
  void the_page_is_told_which_providers_there_are() {
    JsonNode listed = stranger().call("get", "/v1/auth/external").data();
    assertThat(listed.toString())
        .isEqualTo("[{\"name\":\"mock\",\"title\":\"The school's own\",\"start\":true}]");
    assertThat(stranger().call("get", "/v1/auth/external/none/start").status()).isEqualTo(404);
  }

  private record Visit(URI address, String cookie) {}

  private static Visit begin() {
    HttpResponse<String> answer = get("/v1/auth/external/mock/start", "");
    return new Visit(
        URI.create(location(answer).orElseThrow()), cookie(answer, "__Host-lyceum-external"));
  }

  private static HttpResponse<String> callback(URI back, String cookie) {
    return get("/v1/auth/external/mock/callback?" + back.getRawQuery(), cookie);
  }

  private static HttpResponse<String> enter(String cookie) {
    return OidcServer.send(
        BROWSER,
        HttpRequest.newBuilder(uri("/v1/auth/external/session"))
            .header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static HttpResponse<String> get(String path, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return OidcServer.send(BROWSER, cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.port() + path);
  }

  private static Optional<String> location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location");
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + answer.headers().map()));
  }

  private static URI changed(URI back, UnaryOperator<Map<String, String>> change) {
    return URI.create(
        OidcServer.REDIRECT + "?" + OidcServer.form(change.apply(OidcServer.query(back))));
  }

  private static Map<String, String> without(Map<String, String> query, String name) {
    Map<String, String> less = new HashMap<>(query);
    less.remove(name);
    return less;
  }

  private static void assertNotLetIn(HttpResponse<String> answer) {
    assertThat(location(answer)).hasValue("/#external=unauthenticated");
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.contains("entry"));
  }

  private static String token(String person, String nonce) {
    return oidc.idToken(provider, "lyceum", person, nonce);
  }

  private static RestClient.Answer signIn(String person) {
    String nonce = UUID.randomUUID().toString();
    return exchange(token(person, nonce), nonce);
  }

  private static RestClient.Answer exchange(String token, String nonce) {
    Map<String, String> body =
        nonce.isEmpty() ? Map.of("idToken", token) : Map.of("idToken", token, "nonce", nonce);
    return stranger().call("post", "/v1/auth/external", body);
  }

  private static void assertRefused(RestClient.Answer answer, int status) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
  }

  private static int me(RestClient.Answer session) {
    String token = session.data().path("accessToken").asText();
    return new RestClient("127.0.0.1:" + node.port(), token).call("get", "/v1/auth/me").status();
  }

  private static RestClient stranger() {
    return RestClient.stranger(node.port());
  }

  private static String idOf(String email) {
    return DATABASE
        .jdbi()
        .withHandle(
            h ->
                h.select("select id from person where email = ?", email).mapTo(String.class).one());
  }

  private static void rename(String before, String after) {
    DATABASE
        .jdbi()
        .useHandle(h -> h.execute("update person set email = ? where email = ?", after, before));
  }

  private static List<String> audit() {
    return DATABASE
        .jdbi()
        .withHandle(h -> h.select("select action from audit_entry").mapTo(String.class).list());
  }
}
