package io.lyceum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two browsers that may reach each other by a relay alone, through a real coturn. */
class TurnBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final Path LOGS = Path.of("target", "coturn");

  private static Coturn relay;
  private static Coturn strict;
  private static FullNode node;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static CallWindow teacher;
  private static CallWindow pupil;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Coturn.assumeInstalled();
    Files.createDirectories(LOGS);
    Files.createDirectories(Window.SCREENSHOTS);
    // Both browsers are on loopback, which the file forbids as it should.
    relay =
        Coturn.start(
            LOGS.resolve("relay.log"), "--allow-loopback-peers", "--allowed-peer-ip=127.0.0.1");
    strict = Coturn.start(LOGS.resolve("strict.log"), "--allow-loopback-peers");
    node =
        FullNode.start(
            DATABASE, Map.of("LYCEUM_TURN_URLS", relay.url(), "LYCEUM_TURN_SECRET", Coturn.SECRET));
    chromium = Chromium.launchWithCamera("http://127.0.0.1:" + node.port());
    grace = chromium.window("turn-teacher", 1200, 800, ColorScheme.LIGHT);
    ada = chromium.window("turn-pupil", 1100, 800, ColorScheme.LIGHT);
    teacher = enter(grace, "demo-grace");
    pupil = enter(ada, "demo-ada");
    grace.click("class-card");
  }

  private static CallWindow enter(Window window, String who) {
    CallWindow call = new CallWindow(window);
    window.open("/");
    window.click(who);
    window.isOnline();
    return call;
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      node.close();
    }
    for (Coturn one : new Coturn[] {relay, strict}) {
      if (one != null) {
        one.close();
      }
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (Window window : List.of(grace, ada)) {
      window.keepFrames();
      if (window.get("call-end").isVisible()) {
        window.click("call-end");
      }
    }
    ada.expect("call").hasCount(0);
    grace.expect("call").hasCount(0);
  }

  @Test
  void with_the_servers_credentials_all_goes_by_the_relay() {
    call(Map.of("iceTransportPolicy", "relay"));
    grace.expect("call").hasAttribute("data-connected", "true");
    teacher.seesAndHears();
    pupil.seesAndHears();
    assertThat(teacher.way()).isEqualTo("relay relay");
    assertThat(pupil.way()).isEqualTo("relay relay");
  }

  @Test
  void an_expired_credential_opens_no_way() {
    String name = Instant.now().minusSeconds(60).getEpochSecond() + ":teacher/c1";
    isRefused(name, password(name, Coturn.SECRET));
  }

  @Test
  void a_forged_credential_opens_no_way() {
    String name = Instant.now().plusSeconds(600).getEpochSecond() + ":teacher/c1";
    isRefused(name, password(name, "some-other-secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.20.0.1",
        "192.168.0.5",
        "169.254.169.254",
        "127.0.0.1",
        "100.64.1.1",
        "224.0.0.1"
      })
  void a_relay_as_it_is_deployed_lets_nobody_into_its_own_networks(String peer) {
    assertThat(strict.relayTo(peer)).contains("403 (Forbidden IP)");
  }

  @Test
  void a_relay_as_it_is_deployed_relays_to_the_world_and_by_udp_alone() {
    assertThat(strict.relayTo("8.8.8.8")).doesNotContain("Forbidden").contains("cb response");
    assertThat(strict.relayTo("8.8.8.8", "-t", "-T")).contains("442 (TCP Transport is not allowed");
  }

  @Test
  void who_is_not_in_the_call_gets_no_credentials() {
    RestClient teachers = RestClient.stranger(node.port()).signedIn("teacher");
    RestClient bob = RestClient.stranger(node.port()).signedIn("bob");
    RestClient eve = RestClient.stranger(node.port()).signedIn("eve");
    String call =
        teachers.call("post", "/v1/calls", Map.of("to", List.of("bob"))).data().path("id").asText();
    assertThat(bob.call("get", "/v1/ice-servers?call=" + call).data().at("/iceServers/0/username"))
        .asString()
        .contains(":bob/" + call);
    assertThat(eve.call("get", "/v1/ice-servers?call=" + call).status()).isEqualTo(404);
    Map<String, Object> end =
        Map.of("id", TestSocket.newId(), "type", "call:end", "data", Map.of());
    teachers.call("post", "/v1/topics/call:" + call + "/commands", end);
    assertThat(bob.call("get", "/v1/ice-servers?call=" + call).status()).isEqualTo(409);
  }

  private static void isRefused(String name, String password) {
    call(relayOnly(relay, name, password));
    teacher.isRefusedByRelay();
    pupil.isRefusedByRelay();
    grace.expect("call").hasAttribute("data-connected", "false");
  }

  private static Map<String, Object> relayOnly(Coturn which, String name, String password) {
    Map<String, Object> server =
        Map.of("urls", which.url(), "username", name, "credential", password);
    return Map.of("iceTransportPolicy", "relay", "iceServers", List.of(server));
  }

  private static void call(Map<String, Object> config) {
    teacher.goesBy(config);
    pupil.goesBy(config);
    grace.get("member", "Ada Lovelace").getByTestId("member-menu").click();
    grace.click("member-video-call");
    teacher.goesOn();
    ada.click("ring-answer");
    pupil.goesOn();
    ada.expect("call").isVisible();
  }

  private static String password(String name, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
