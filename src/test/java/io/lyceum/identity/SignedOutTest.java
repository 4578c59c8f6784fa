package io.lyceum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of access tokens and sockets when a sign-in ends, on the whole server. */
class SignedOutTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static FullNode node;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void who_signs_out_loses_token_and_socket_but_not_those_of_the_other_device() {
    JsonNode laptop = signIn();
    JsonNode phone = signIn();
    try (TestSocket here = TestSocket.hello(node.port(), access(laptop));
        TestSocket there = TestSocket.hello(node.port(), access(phone))) {
      stranger()
          .call(
              "post",
              "/v1/auth/logout",
              Map.of("refreshToken", laptop.path("refreshToken").asText()));

      awaitRefused(laptop);
      assertSignedOut(here);
      assertThat(status(phone)).isEqualTo(200);
      there.sendText("{\"op\":\"ping\",\"t\":1}");
      there.await(f -> TestSocket.op(f).equals("pong"));
    }
  }

  @Test
  void a_sign_in_that_another_node_ended_is_over_here_too() {
    JsonNode session = signIn();
    try (TestSocket socket = TestSocket.hello(node.port(), access(session))) {
      DATABASE.jdbi().useHandle(h -> h.execute("update refresh_token set revoked = true"));
      awaitRefused(session);
      assertSignedOut(socket);
      try (TestSocket again = TestSocket.open(node.port())) {
        again.send(Map.of("op", "hello", "token", access(session)));
        assertThat(again.await(f -> TestSocket.op(f).equals("bye")).path("code").asText())
            .isEqualTo("unauthenticated");
      }
    }
  }

  @Test
  void others_can_verify_our_tokens_with_the_published_keys() throws ParseException, JOSEException {
    RestClient.Answer answer = stranger().call("get", "/.well-known/jwks.json");
    assertThat(answer.response().headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=60");
    SignedJWT token = SignedJWT.parse(access(signIn()));
    RSAKey key =
        (RSAKey) JWKSet.parse(answer.response().body()).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
  }

  private static void awaitRefused(JsonNode session) {
    Awaitility.await().atMost(PROMISED).until(() -> status(session) == 401);
  }

  private static void assertSignedOut(TestSocket socket) {
    assertThat(socket.await(f -> TestSocket.op(f).equals("bye")).path("code").asText())
        .isEqualTo("signed_out");
  }

  private static int status(JsonNode session) {
    return new RestClient("127.0.0.1:" + node.port(), access(session))
        .call("get", "/v1/auth/me")
        .status();
  }

  private static JsonNode signIn() {
    return stranger()
        .call(
            "post",
            "/v1/auth/login",
            Map.of("email", "ada@demo.example", "password", "lyceum-demo"))
        .data();
  }

  private static String access(JsonNode session) {
    return session.path("accessToken").asText();
  }

  private static RestClient stranger() {
    return RestClient.stranger(node.port());
  }
}
