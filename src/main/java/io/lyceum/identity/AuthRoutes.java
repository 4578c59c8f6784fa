package io.lyceum.identity;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /auth/*}, {@code /users} and {@code /demo}. */
public final class AuthRoutes extends ApiRoutes {
  private record Credentials(String email, String password) {}

  /** As in the protocol's {@code welcome}. */
  private record UserJson(UserId id, String name, String role, SchoolId school) {}

  private record SessionJson(
      String accessToken, String refreshToken, long expiresIn, UserJson user) {}

  private record Listed(UserId id, String name, String role) {}

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

  @Override
  public Route routes() {
    return concat(
        pathPrefix("auth", this::auth),
        path(
            "users",
            () -> get(() -> permitted(authentication, Permission.SEE_PEOPLE, this::users))),
        path("demo", () -> get(this::demo)));
  }

  private Route auth() {
    return concat(
        path(segment("login"), () -> post(this::login)),
        path(
            segment("refresh"),
            () -> post(() -> token((t, origin) -> session(accounts.refresh(t, origin))))),
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
                    session(
                        accounts.signIn(
                            credentials.email(),
                            credentials.password(),
                            RequestOrigin.of(request)))));
  }

  private Route session(CompletionStage<Accounts.Session> session) {
    return answer(session.thenApply(AuthRoutes::json));
  }

  /** What every way to sign in answers with. */
  public static Object json(Accounts.Session session) {
    Person user = session.user();
    return new SessionJson(
        session.accessToken(),
        session.refreshToken(),
        session.expiresIn(),
        new UserJson(user.id(), user.name(), user.role().wire(), user.school()));
  }

  private Route token(BiFunction<String, RequestOrigin, Route> inner) {
    return extractRequest(
        request ->
            body(
                fields -> fields.text("refreshToken", MAX_TOKEN),
                token -> inner.apply(token, RequestOrigin.of(request))));
  }

  private Route logout(String refreshToken, RequestOrigin origin) {
    return answer(accounts.signOut(refreshToken, origin).thenApply(_ -> Map.of()));
  }

  private Route me(Caller caller) {
    return answer(
        CompletableFuture.completedFuture(
            new UserJson(caller.user(), caller.name(), caller.role().wire(), caller.school())));
  }

  private Route users(Caller caller) {
    return answer(
        accounts
            .schoolOf(caller)
            .thenApply(
                people ->
                    people.stream()
                        .map(p -> new Listed(p.id(), p.name(), p.role().wire()))
                        .toList()));
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
