package io.lyceum.identity.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.testkit.RestClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsTest {
  @RegisterExtension static final DoorServer server = new DoorServer(false);

  @BeforeAll
  static void people() {
    server.person("ada", Role.STUDENT, "open");
    server.person("bob", Role.STUDENT, "open");
    server.person("eve", Role.STUDENT, "open");
  }

  @Test
  void a_person_sees_where_they_are_signed_in_and_ends_one_of_them() {
    JsonNode here = login("ada@open.example");
    JsonNode there = login("ada@open.example");
    JsonNode list = server.as(here).call("get", "/v1/auth/sessions").data();

    assertThat(list).hasSize(2);
    assertThat(list.findValuesAsText("current")).containsExactlyInAnyOrder("true", "false");
    assertThat(list.get(0).path("agent").asText()).startsWith("Java-http-client");
    assertThat(list.get(0).path("usedAt").asText()).isNotBlank();
    JsonNode other = list.get(0).path("current").asBoolean() ? list.get(1) : list.get(0);
    String path = "/v1/auth/sessions/" + other.path("id").asText();
    assertThat(server.as(login("bob@open.example")).call("delete", path).status()).isEqualTo(404);
    assertThat(server.as(here).call("delete", path).status()).isEqualTo(200);
    assertThat(server.as(here).call("delete", path).status()).isEqualTo(404);
    assertThat(refresh(there).status()).isEqualTo(401);
    assertThat(server.as(there).call("get", "/v1/auth/me").status()).isEqualTo(401);
    assertThat(refresh(here).status()).isEqualTo(200);
    assertThat(server.as(here).call("get", "/v1/auth/sessions").data()).hasSize(1);
  }

  @Test
  void a_person_signs_out_everywhere() {
    JsonNode here = login("eve@open.example");
    JsonNode there = login("eve@open.example");
    assertThat(server.as(here).call("delete", "/v1/auth/sessions").status()).isEqualTo(200);
    for (JsonNode session : new JsonNode[] {here, there}) {
      assertThat(refresh(session).status()).isEqualTo(401);
      assertThat(server.as(session).call("get", "/v1/auth/me").status()).isEqualTo(401);
    }
    assertThat(server.signedOut).contains(new UserId("eve-open"));
  }

  @Test
  void a_token_that_comes_back_ends_what_it_could_still_do() {
    JsonNode first = login("bob@open.example");
    JsonNode second = refresh(first).data();
    assertThat(refresh(first).status()).isEqualTo(401);
    assertThat(refresh(second).status()).isEqualTo(401);
    assertThat(server.as(second).call("get", "/v1/auth/me").status()).isEqualTo(401);
  }

  private static JsonNode login(String email) {
    return server.login(email, DoorServer.PASSWORD).data();
  }

  private static RestClient.Answer refresh(JsonNode session) {
    return server.post(
        "/v1/auth/refresh", Map.of("refreshToken", session.path("refreshToken").asText()));
  }
}
