package io.lyceum.identity.registration;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.SchoolId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.Secret;
import io.lyceum.identity.account.AccountFields;
import io.lyceum.identity.password.PasswordRules;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.json.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /auth/register} and {@code /auth/verify}. */
public final class RegistrationRoutes extends ApiRoutes {
  private static final int MAX_TOKEN = 200;

  private record Form(Registration.Applicant applicant, Optional<Secret> invitation) {}

  private final Registration registration;

  public RegistrationRoutes(Registration registration) {
    this.registration = registration;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "auth",
        () ->
            concat(
                path(segment("register"), () -> post(() -> extractRequest(this::register))),
                path(segment("verify"), () -> post(() -> extractRequest(this::verify))),
                path(
                    segment("verify").slash("resend"),
                    () -> post(() -> extractRequest(this::resend)))));
  }

  private Route register(HttpRequest request) {
    return body(
        RegistrationRoutes::form,
        form ->
            answer(
                registration
                    .register(form.applicant(), form.invitation(), RequestOrigin.of(request))
                    .thenApply(next -> Map.of("next", wire(next)))));
  }

  private static String wire(Registration.Next next) {
    return next.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Route verify(HttpRequest request) {
    return body(
        fields -> new Secret(fields.text("token", MAX_TOKEN)),
        token ->
            answer(registration.verify(token, RequestOrigin.of(request)).thenApply(_ -> Map.of())));
  }

  private Route resend(HttpRequest request) {
    return body(
        AccountFields::email,
        email ->
            answer(registration.resend(email, RequestOrigin.of(request)).thenApply(_ -> Map.of())));
  }

  private static Form form(Fields fields) {
    SchoolId school =
        fields.parsed("school", new SchoolId("none"), "a school's id", SchoolId::parse);
    EmailAddress email = AccountFields.email(fields);
    String name = AccountFields.name(fields);
    String password = AccountFields.password(fields, "password");
    PasswordRules.problem(password, email.value(), name)
        .ifPresent(problem -> fields.problem("password", problem));
    Optional<Secret> invitation = fields.optionalText("invitation", MAX_TOKEN).map(Secret::new);
    return new Form(new Registration.Applicant(school, name, email, password), invitation);
  }
}
