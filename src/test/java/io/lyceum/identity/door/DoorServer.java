package io.lyceum.identity.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.ConfigFactory;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.identity.password.Passwords;
import io.lyceum.identity.token.SigningKeys;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.settings.Settings;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.SetClock;
import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The routes of accounts with all that is behind them, an SMTP server included. There are the
 * schools {@code open}, {@code invitation} and {@code closed}, and in the first two the school
 * admin {@code head@<school>.example}.
 */
final class DoorServer implements AfterAllCallback {
  static final String PASSWORD = "vier Igel im Regen";

  final TestDatabase database = TestDatabase.fresh();
  final SetClock clock = new SetClock();
  final List<UserId> signedOut = new CopyOnWriteArrayList<>();

  private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
  private final GreenMail mails = new GreenMail(ServerSetup.SMTP.dynamicPort());
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Settings settings;
  private final Passwords passwords;
  private final FrontDoor door;
  private final FrontDoor secondDoor;

  /** A node ends its process when its actor system ends; a test must not. */
  private final ActorSystem<Void> system =
      ActorSystem.create(
          Behaviors.empty(),
          "door",
          ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = off")
              .withFallback(ConfigFactory.defaultReference()));

  private final RestClient stranger;
  private final RestClient otherNode;

  DoorServer(boolean secondFactorForAdmins) {
    mails.start();
    settings =
        Settings.load(
            Map.of(
                "LYCEUM_MAIL_HOST", "127.0.0.1",
                "LYCEUM_MAIL_PORT", Integer.toString(mails.getSmtp().getPort()),
                "LYCEUM_MAIL_STARTTLS", "off",
                "LYCEUM_MAIL_FROM", "lyceum@school.example",
                "LYCEUM_MAIL_BASE_URL", "https://school.example/",
                "LYCEUM_SECOND_FACTOR_FOR_ADMINS", Boolean.toString(secondFactorForAdmins),
                "LYCEUM_CONFIG", file("lyceum.identity.attempts-per-address = 100000")));
    passwords = new Passwords(settings.identity());
    schools();
    door = door();
    secondDoor = door();
    stranger = bind(door);
    otherNode = bind(secondDoor);
  }

  private static String file(String text) {
    try {
      Path file = Files.createTempFile("door", ".conf");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FrontDoor door() {
    SigningKeys keys = SigningKeys.load(database.jdbi(), settings.identity(), clock);
    Tokens tokens = new Tokens(keys, settings.identity(), clock, ended::contains);
    return new FrontDoor(
        new FrontDoor.Parts(
            new Database(database.dataSource(), blocking),
            passwords,
            keys,
            tokens,
            settings.identity(),
            settings.mail(),
            false,
            clock,
            new SimpleMeterRegistry()),
        (user, session) -> {
          session.ifPresent(ended::add);
          signedOut.add(user);
        });
  }

  private void schools() {
    for (String school : List.of("open", "invitation", "closed")) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "insert into school (id, name, registration) values (?, ?, ?)",
                      school,
                      school,
                      school));
      if (!school.equals("closed")) {
        person("head", Role.SCHOOL_ADMIN, school);
      }
    }
  }

  /** Adds {@code name@<school>.example}, whose id is name-school, with {@link #PASSWORD}. */
  void person(String name, Role role, String school) {
    String hash = passwords.hash(PASSWORD).toCompletableFuture().join();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash) values (?,"
                        + " ?, ?, ?, ?, ?)",
                    name + "-" + school,
                    school,
                    name + "@" + school + ".example",
                    name,
                    role.wire(),
                    hash));
  }

  private RestClient bind(FrontDoor behind) {
    Route[] routes = behind.routes().stream().map(ApiRoutes::routes).toArray(Route[]::new);
    ServerBinding binding =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .bind(Directives.pathPrefix("v1", () -> Directives.concat(routes[0], routes)))
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    return RestClient.stranger(binding.localAddress().getPort());
  }

  RestClient stranger() {
    return stranger;
  }

  /** Nobody yet, at another node of the same database. */
  RestClient otherNode() {
    return otherNode;
  }

  RestClient.Answer post(String path, Map<String, ?> body) {
    return stranger.call("post", path, body);
  }

  RestClient.Answer login(String email, String password) {
    return post("/v1/auth/login", Map.of("email", email, "password", password));
  }

  /** As who signs in with {@link #PASSWORD}. */
  RestClient as(String email) {
    return as(login(email, PASSWORD).data());
  }

  RestClient as(JsonNode session) {
    return new RestClient(stranger.server(), session.path("accessToken").asText());
  }

  /** The texts of the mails to this address, as soon as there are so many. */
  List<String> mails(String recipient, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> to(recipient).size() >= count);
    return to(recipient);
  }

  /** The token in the newest of so many mails. */
  String token(String recipient, int count) {
    Matcher link = Pattern.compile("token=([\\w-]{43})").matcher(mails(recipient, count).getLast());
    if (!link.find()) {
      throw new AssertionError("no link in the mail");
    }
    return link.group(1);
  }

  private List<String> to(String recipient) {
    return Arrays.stream(mails.getReceivedMessages())
        .filter(mail -> recipient(mail).equals(recipient))
        .map(mail -> subject(mail) + "\n" + GreenMailUtil.getBody(mail))
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> audit(String subject) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select action from audit_entry where subject = ? order by number", subject)
                    .mapTo(String.class)
                    .list());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    door.close();
    secondDoor.close();
    system.terminate();
    mails.stop();
    passwords.close();
    blocking.close();
    database.close();
  }
}
