package io.lyceum.identity.account;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.identity.Secret;
import io.lyceum.identity.password.PasswordRules;
import io.lyceum.identity.session.OwnSession;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.json.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /auth/password/*}. */
public final class PasswordRoutes extends ApiRoutes {
  private record Change(String before, String after) {}

  private record Reset(Secret token, String password) {}

  private static final int MAX_TOKEN = 200;

  private final PasswordChanges changes;
  private final Authentication authentication;
  private final OwnSession session;

  public PasswordRoutes(
      PasswordChanges changes, Authentication authentication, OwnSession session) {
    this.changes = changes;
    this.authentication = authentication;
    this.session = session;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "auth",
        () ->
            pathPrefix(
                "password",
                () ->
                    concat(
                        path(
                            segment("change"),
                            () ->
                                post(
                                    () ->
                                        signedIn(
                                            authentication,
                                            caller -> extractRequest(r -> change(caller, r))))),
                        path(segment("forgot"), () -> post(() -> extractRequest(this::forgot))),
                        path(segment("reset"), () -> post(() -> extractRequest(this::reset))))));
  }

  private Route change(Caller caller, HttpRequest request) {
    Optional<UUID> own = session.of(request);
    return body(
        fields ->
            new Change(
                fields.text("oldPassword", 2 * PasswordRules.MAX), fresh(fields, "newPassword")),
        change ->
            answer(
                changes
                    .change(caller, own, change.before(), change.after(), RequestOrigin.of(request))
                    .thenApply(_ -> Map.of())));
  }

  private Route forgot(HttpRequest request) {
    return body(
        AccountFields::email,
        email -> answer(changes.forgot(email, RequestOrigin.of(request)).thenApply(_ -> Map.of())));
  }

  private Route reset(HttpRequest request) {
    return body(
        fields -> new Reset(new Secret(fields.text("token", MAX_TOKEN)), fresh(fields, "password")),
        reset ->
            answer(
                changes
                    .reset(reset.token(), reset.password(), RequestOrigin.of(request))
                    .thenApply(_ -> Map.of())));
  }

  /** Held against the rules before a token is looked at; against the name when it is known. */
  private static String fresh(Fields fields, String field) {
    String password = AccountFields.password(fields, field);
    PasswordRules.problem(password, "", "").ifPresent(problem -> fields.problem(field, problem));
    return password;
  }
}
