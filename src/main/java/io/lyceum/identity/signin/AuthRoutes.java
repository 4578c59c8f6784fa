package io.lyceum.identity.signin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.identity.DemoPeople;
import io.lyceum.identity.account.SignIn;
import io.lyceum.identity.session.Device;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /auth/login}, {@code refresh}, {@code logout} and {@code me}, and {@code /demo}. */
public final class AuthRoutes extends ApiRoutes {
  private record Credentials(String email, String password) {}

  private record DemoEntry(String email, String name, String role) {}

  private static final int MAX_EMAIL = 254;
  private static final int MAX_PASSWORD = 200;
  private static final int MAX_TOKEN = 200;

  private final Accounts accounts;
  private final Authentication authentication;
  private final boolean demo;

  /**
   * @param demo whether {@code /demo} tells the demo accounts or is {@code not_found}
   */
  public AuthRoutes(Accounts accounts, Authentication authentication, boolean demo) {
    this.accounts = accounts;
    this.authentication = authentication;
    this.demo = demo;
  }

  /** What every way to sign in answers with. */
  public static Object json(SignIn signIn) {
    return SignInJson.of(signIn);
  }

  @Override
  public Route routes() {
    return concat(pathPrefix("auth", this::auth), path("demo", () -> get(this::demo)));
  }

  private Route auth() {
    return concat(
        path(segment("login"), () -> post(this::login)),
        path(segment("refresh"), () -> post(() -> token(this::refresh))),
        path(segment("logout"), () -> post(() -> token(this::logout))),
        path(segment("me"), () -> get(() -> signedIn(authentication, this::me))));
  }

  private Route login() {
    return extractRequest(
        request ->
            body(
                fields ->
                    new Credentials(
                        fields.text("email", MAX_EMAIL), fields.text("password", MAX_PASSWORD)),
                credentials ->
                    answer(
                        accounts
                            .signIn(credentials.email(), credentials.password(), Device.of(request))
                            .thenApply(SignInJson::of))));
  }

  private Route token(BiFunction<String, Device, Route> inner) {
    return extractRequest(
        request ->
            body(
                fields -> fields.text("refreshToken", MAX_TOKEN),
                token -> inner.apply(token, Device.of(request))));
  }

  private Route refresh(String refreshToken, Device device) {
    return answer(accounts.refresh(refreshToken, device).thenApply(SignInJson::of));
  }

  private Route logout(String refreshToken, Device device) {
    return answer(accounts.signOut(refreshToken, device.origin()).thenApply(_ -> Map.of()));
  }

  private Route me(Caller caller) {
    return answer(
        CompletableFuture.completedFuture(
            new SignInJson.User(
                caller.user(), caller.name(), caller.role().wire(), caller.school())));
  }

  private Route demo() {
    if (!demo) {
      return refuse(new Rejection(ErrorCode.NOT_FOUND, "This is not a demo."));
    }
    List<DemoEntry> people =
        DemoPeople.ALL.stream()
            .map(d -> new DemoEntry(d.email(), d.person().name(), d.person().role().wire()))
            .toList();
    return answer(
        CompletableFuture.completedFuture(
            Map.of("people", people, "password", DemoPeople.PASSWORD)));
  }
}
