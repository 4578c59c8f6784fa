package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.FullNode;
import io.lyceum.Main;
import io.lyceum.identity.secondfactor.Authenticator;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.EmbeddedDatabase;
import io.lyceum.platform.database.Migrations;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command for the first administrator, as a process of its own beside a node. */
class AdminCommandTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String PASSWORD = "vier Igel im Regen";
  private static final Pattern TOKEN =
      Pattern.compile("https://school.example/#/reset\\?token=([\\w-]{43})");

  private record Outcome(int code, String output) {
    String token() {
      Matcher link = TOKEN.matcher(output);
      assertThat(link.find()).as(output).isTrue();
      return link.group(1);
    }
  }

  @TempDir private Path folder;

  @Test
  void the_first_administrator_comes_in_by_a_link_and_makes_a_school() {
    try (FullNode node = FullNode.start(DATABASE, Map.of())) {
      Outcome made =
          admin(
              external(),
              "--email",
              "head@school.example",
              "--name",
              "Head of School",
              "--school-name",
              "The School");
      assertThat(made.code()).as(made.output()).isZero();
      assertThat(made.output()).contains("Head of School is super_admin of the new school main.");

      RestClient stranger = RestClient.stranger(node.port());
      Map<String, String> login = Map.of("email", "head@school.example", "password", PASSWORD);
      assertThat(stranger.call("post", "/v1/auth/login", login).status()).isEqualTo(401);
      Map<String, String> reset = Map.of("token", made.token(), "password", PASSWORD);
      assertThat(stranger.call("post", "/v1/auth/password/reset", reset).status()).isEqualTo(200);
      assertThat(stranger.call("post", "/v1/auth/password/reset", reset).status())
          .as("good once")
          .isEqualTo(409);

      RestClient head = secondFactor(stranger, login);
      assertThat(head.call("get", "/v1/school").data().path("name").asText())
          .isEqualTo("The School");
      Map<String, String> second =
          Map.of(
              "id", "second",
              "name", "Second School",
              "administratorName", "Somebody",
              "administratorEmail", "somebody@second.example");
      assertThat(head.call("post", "/v1/schools", second).status()).isEqualTo(200);
      assertThat(actors()).containsOnly("operator");

      Outcome again =
          admin(external(), "--email", "Head@School.example", "--name", "Head", "--role", "admin");
      assertThat(again.output()).contains("Head of School is admin of the school main.");
      // Nodes look for ended sign-ins every second.
      Awaitility.await().until(() -> head.call("get", "/v1/auth/me").status() == 401);

      Outcome elsewhere = admin(external(), "--email", "ada@demo.example", "--name", "Ada");
      assertThat(elsewhere.code()).isEqualTo(2);
      assertThat(elsewhere.output()).contains("has an account in the school demo");
    }
  }

  @Test
  void it_finds_the_database_that_a_node_runs_in_its_folder() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      Outcome early = admin(embedded(), "--email", "head@school.example", "--name", "Head");
      assertThat(early.code()).isEqualTo(4);
      assertThat(early.output()).contains("start a node of this release first");

      Migrations.run(database.address(), database.node().user());
      Outcome made = admin(embedded(), "--email", "head@school.example", "--name", "Head");
      assertThat(made.code()).as(made.output()).isZero();
      DatabaseAddress address = database.address();
      List<String> people =
          Jdbi.create(address.url(), address.user(), address.password())
              .withHandle(
                  handle ->
                      handle
                          .select("select role || ' ' || password_hash from person")
                          .mapTo(String.class)
                          .list());
      assertThat(people).containsExactly("super_admin -");
    }
  }

  @Test
  void what_it_cannot_do_it_says_in_one_line() {
    Outcome nowhere = admin(embedded(), "--email", "head@school.example", "--name", "Head");
    assertThat(nowhere.code()).isEqualTo(4);
    assertThat(nowhere.output().strip()).hasLineCount(1).contains("No node has run in");
    Outcome odd = admin(embedded(), "--email", "head@school.example", "--password", "secret");
    assertThat(odd.code()).isEqualTo(2);
    assertThat(odd.output().strip()).isEqualTo("What is --password? See: admin --help");
    assertThat(admin(embedded(), "--help").output()).contains("--school-name");
  }

  /** The administrator must set one up before anything else. */
  private static RestClient secondFactor(RestClient stranger, Map<String, String> login) {
    String challenge =
        stranger.call("post", "/v1/auth/login", login).data().path("challenge").asText();
    String path = "/v1/auth/login/";
    String seed =
        stranger
            .call("post", path + "setup", Map.of("challenge", challenge))
            .data()
            .path("seed")
            .asText();
    String code = new Authenticator(seed, Clock.systemUTC()).next();
    RestClient.Answer in =
        stranger.call("post", path + "confirm", Map.of("challenge", challenge, "code", code));
    return new RestClient(stranger.server(), in.data().at("/session/accessToken").asText());
  }

  private static List<String> actors() {
    return DATABASE
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select distinct actor from audit_entry where action in ('account.made',"
                            + " 'account.role-given') or (action = 'school.founded' and subject ="
                            + " 'main')")
                    .mapTo(String.class)
                    .list());
  }

  private static Map<String, String> external() {
    DatabaseAddress address = DATABASE.address();
    return Map.of(
        "LYCEUM_DATABASE_URL", address.url(),
        "LYCEUM_DATABASE_USER", address.user(),
        "LYCEUM_DATABASE_PASSWORD", address.password());
  }

  private Map<String, String> embedded() {
    return Map.of("LYCEUM_DATA_DIR", folder.toString());
  }

  private static Outcome admin(Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "admin";
    System.arraycopy(options, 0, arguments, 1, options.length);
    ProcessBuilder builder = TestProcess.of(Main.class, arguments);
    builder.environment().keySet().removeIf(name -> name.startsWith("LYCEUM_"));
    builder.environment().putAll(environment);
    builder.environment().put("LYCEUM_MAIL_BASE_URL", "https://school.example/");
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    try {
      Process process = builder.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.onExit().join().exitValue();
      // What the JVM says of its options is not the command's.
      return new Outcome(code, output.replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\\R", ""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
