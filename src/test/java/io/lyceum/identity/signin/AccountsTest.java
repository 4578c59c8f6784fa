package io.lyceum.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.UserId;
import io.lyceum.identity.DemoPeople;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.account.SignIn;
import io.lyceum.identity.account.SignInLimits;
import io.lyceum.identity.mail.Outbox;
import io.lyceum.identity.password.Passwords;
import io.lyceum.identity.secondfactor.SecondFactors;
import io.lyceum.identity.session.Device;
import io.lyceum.identity.session.Sessions;
import io.lyceum.identity.token.SigningKeys;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.audit.AuditLog;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final ExecutorService BLOCKING = Executors.newVirtualThreadPerTaskExecutor();
  private static final Database DATABASE = new Database(database.dataSource(), BLOCKING);
  private static final IdentitySettings SETTINGS = TestIdentity.settings();
  private static final Passwords PASSWORDS = new Passwords(SETTINGS);

  private final List<UserId> signedOut = new CopyOnWriteArrayList<>();
  private final Tokens tokens =
      new Tokens(
          SigningKeys.load(database.jdbi(), SETTINGS, Clock.systemUTC()),
          SETTINGS,
          Clock.systemUTC());
  private final Accounts accounts =
      new Accounts(
          new AccountSurroundings(
              DATABASE,
              PASSWORDS,
              tokens,
              new Sessions(SETTINGS, Clock.systemUTC()),
              new SecondFactors(new Seal(new byte[32]), Clock.systemUTC()),
              new Outbox(TestIdentity.mail(), new Seal(new byte[32]), Clock.systemUTC()),
              new SignInLimits(DATABASE, SETTINGS, new LimitMeters(new SimpleMeterRegistry())),
              SETTINGS,
              (user, _) -> signedOut.add(user),
              new AuditLog(DATABASE, new SimpleMeterRegistry()),
              Clock.systemUTC()));

  @AfterAll
  static void stop() {
    PASSWORDS.close();
    BLOCKING.close();
  }

  @BeforeEach
  void seed() {
    database.jdbi().useHandle(handle -> handle.execute("delete from attempt"));
    get(DemoPeople.seed(database.jdbi(), PASSWORDS, BLOCKING));
  }

  @Test
  void the_demo_people_sign_in_and_seeding_twice_changes_nothing() {
    seed();
    SignIn.Session session = signIn("Ada@Demo.Example", DemoPeople.PASSWORD);

    assertThat(tokens.caller(session.accessToken()).orElseThrow().user())
        .isEqualTo(new UserId("ada"));
    assertThat(session.expiresIn()).isEqualTo(900);
  }

  @Test
  void passwords_are_kept_as_argon2id_with_owasps_figures() {
    String hash =
        database
            .jdbi()
            .withHandle(
                h ->
                    h.select("select password_hash from person where id = 'ada'")
                        .mapTo(String.class)
                        .one());
    Argon2Function function = Argon2Function.getInstanceFromHash(hash);
    assertThat(function.getVariant()).isEqualTo(Argon2.ID);
    assertThat(function.getMemory()).isGreaterThanOrEqualTo(19_456);
    assertThat(function.getIterations()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void an_unknown_person_and_a_wrong_password_get_the_same_answer() {
    assertThat(refusal(accounts.signIn("ada@demo.example", "wrong", at("a"))))
        .usingRecursiveComparison()
        .ignoringFields("stackTrace")
        .isEqualTo(refusal(accounts.signIn("nobody@demo.example", "wrong", at("b"))));
  }

  @Test
  void guessing_is_slowed_down_for_an_account_wherever_it_comes_from() {
    guess("bob@demo.example", SETTINGS.attemptsPerAccountEverywhere(), i -> "10.0.0." + i);
    assertTooMany("bob@demo.example", "10.0.1.1");
  }

  @Test
  void guessing_is_slowed_down_sooner_when_it_comes_from_one_address() {
    guess("bob@demo.example", SETTINGS.attemptsPerAccount(), _ -> "10.0.0.1");
    assertTooMany("bob@demo.example", "10.0.0.1");

    get(accounts.signIn("bob@demo.example", DemoPeople.PASSWORD, at("198.51.100.2")));
  }

  @Test
  void an_address_of_ipv6_is_the_half_that_a_home_has() {
    guess("bob@demo.example", SETTINGS.attemptsPerAccount(), i -> "2001:db8::" + i);
    assertTooMany("bob@demo.example", "2001:db8::ffff");
  }

  @Test
  void guesses_from_elsewhere_do_not_shut_out_who_has_been_in_from_here() {
    get(accounts.signIn("eve@demo.example", DemoPeople.PASSWORD, at("192.0.2.7")));
    guess("eve@demo.example", SETTINGS.attemptsPerAccountEverywhere(), i -> "10.0.0." + i);
    assertTooMany("eve@demo.example", "10.0.1.1");

    get(accounts.signIn("eve@demo.example", DemoPeople.PASSWORD, at("192.0.2.7")));
    // Nor is who sits there free to guess.
    guess("eve@demo.example", SETTINGS.attemptsPerAccount(), _ -> "192.0.2.7");
    assertTooMany("eve@demo.example", "192.0.2.7");
  }

  private void guess(String email, int times, IntFunction<String> address) {
    List<CompletionStage<SignIn>> all =
        IntStream.range(0, times)
            .mapToObj(i -> accounts.signIn(email, "guess" + i, at(address.apply(i))))
            .toList();
    assertThat(all).allSatisfy(one -> assertThat(code(one)).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }

  private void assertTooMany(String email, String address) {
    Refusal refusal = refusal(accounts.signIn(email, DemoPeople.PASSWORD, at(address)));
    assertThat(refusal.rejection().code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(refusal.retryAfterMs()).isPositive();
  }

  @Test
  void signing_in_well_is_never_slowed_down() {
    for (int i = 0; i < SETTINGS.attemptsPerAccount() + 2; i++) {
      signIn("eve@demo.example", DemoPeople.PASSWORD);
    }
  }

  @Test
  void a_refresh_token_is_good_once_and_its_reuse_ends_the_family() {
    SignIn.Session first = signIn("ada@demo.example", DemoPeople.PASSWORD);
    SignIn.Session second = get(accounts.refresh(first.refreshToken(), at("127.0.0.1")));
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());

    assertThat(code(accounts.refresh(first.refreshToken(), at("127.0.0.1"))))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(code(accounts.refresh(second.refreshToken(), at("127.0.0.1"))))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void the_reuse_in_one_sign_in_leaves_another_alone() {
    SignIn.Session phone = signIn("ada@demo.example", DemoPeople.PASSWORD);
    SignIn.Session laptop = signIn("ada@demo.example", DemoPeople.PASSWORD);
    get(accounts.refresh(phone.refreshToken(), at("127.0.0.1")));
    code(accounts.refresh(phone.refreshToken(), at("127.0.0.1")));

    assertThat(get(accounts.refresh(laptop.refreshToken(), at("127.0.0.1"))).accessToken())
        .isNotBlank();
  }

  @Test
  void of_many_uses_at_the_same_time_exactly_one_wins() {
    SignIn.Session session = signIn("teacher@demo.example", DemoPeople.PASSWORD);
    List<CompletableFuture<Boolean>> uses =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    accounts
                        .refresh(session.refreshToken(), at("127.0.0.1"))
                        .handle((_, failure) -> failure == null)
                        .toCompletableFuture())
            .toList();
    assertThat(uses.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  @Test
  void signing_out_ends_the_sign_in_and_is_told() {
    SignIn.Session session = signIn("ada@demo.example", DemoPeople.PASSWORD);
    get(accounts.signOut(session.refreshToken(), at("127.0.0.1").origin()));

    assertThat(signedOut).containsExactly(new UserId("ada"));
    assertThat(code(accounts.refresh(session.refreshToken(), at("127.0.0.1"))))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    get(accounts.signOut("never seen", at("127.0.0.1").origin()));
    assertThat(signedOut).hasSize(1);
  }

  @Test
  void refresh_tokens_are_stored_hashed() {
    SignIn.Session session = signIn("ada@demo.example", DemoPeople.PASSWORD);
    List<String> rows =
        database
            .jdbi()
            .withHandle(
                h -> h.select("select t::text from refresh_token t").mapTo(String.class).list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(session.refreshToken()));
  }

  @Test
  void locked_demo_people_cannot_sign_in_until_they_are_seeded_again() {
    SignIn.Session before = signIn("ada@demo.example", DemoPeople.PASSWORD);
    DemoPeople.lock(database.jdbi());
    assertThat(code(accounts.signIn("ada@demo.example", DemoPeople.PASSWORD, at("x"))))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(code(accounts.refresh(before.refreshToken(), at("127.0.0.1"))))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    seed();
    signIn("ada@demo.example", DemoPeople.PASSWORD);
  }

  private SignIn.Session signIn(String email, String password) {
    return (SignIn.Session) get(accounts.signIn(email, password, at("127.0.0.1")));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static ErrorCode code(CompletionStage<?> stage) {
    return refusal(stage).rejection().code();
  }

  private static Refusal refusal(CompletionStage<?> stage) {
    Throwable failure = stage.handle((_, f) -> f).toCompletableFuture().join();
    Refusal refusal = failure == null ? null : Refusal.in(failure);
    assertThat(refusal).as("refusal in " + failure).isNotNull();
    assertThatThrownBy(() -> get(stage)).hasCauseInstanceOf(Refusal.class);
    return java.util.Objects.requireNonNull(refusal);
  }

  private static Device at(String address) {
    return new Device(new RequestOrigin(address, "a-request"), "a browser");
  }
}
