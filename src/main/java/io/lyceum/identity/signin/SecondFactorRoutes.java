package io.lyceum.identity.signin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.identity.session.Device;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.json.Fields;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code /auth/second-factor/*} for who is in, {@code /auth/login/*} for who has shown the password
 * only.
 */
public final class SecondFactorRoutes extends ApiRoutes {
  private record Proof(String challenge, String code) {}

  private static final int MAX_CODE = 40;
  private static final int MAX_CHALLENGE = 200;

  private final SecondStep step;
  private final Authentication authentication;

  public SecondFactorRoutes(SecondStep step, Authentication authentication) {
    this.step = step;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "auth",
        () ->
            concat(
                pathPrefix("login", this::onTheWayIn), pathPrefix("second-factor", this::inside)));
  }

  private Route onTheWayIn() {
    return concat(
        path(segment("second-factor"), () -> post(() -> proof(this::signIn))),
        path(
            segment("setup"),
            () ->
                post(
                    () ->
                        body(
                            SecondFactorRoutes::challenge,
                            challenge -> answer(step.setUp(challenge))))),
        path(segment("confirm"), () -> post(() -> proof(this::confirmOnTheWayIn))));
  }

  private Route inside() {
    return concat(
        pathEnd(() -> get(() -> signedIn(authentication, caller -> answer(step.status(caller))))),
        path(
            segment("setup"),
            () -> post(() -> signedIn(authentication, caller -> answer(step.setUp(caller))))),
        path(
            segment("confirm"),
            () -> post(() -> signedIn(authentication, caller -> code(caller, this::confirm)))),
        path(
            segment("disable"),
            () -> post(() -> signedIn(authentication, caller -> code(caller, this::disable)))));
  }

  private Route proof(BiFunction<Proof, Device, Route> inner) {
    return extractRequest(
        request ->
            body(
                fields -> new Proof(challenge(fields), fields.text("code", MAX_CODE)),
                proof -> inner.apply(proof, Device.of(request))));
  }

  private Route signIn(Proof proof, Device device) {
    return answer(step.signIn(proof.challenge(), proof.code(), device).thenApply(SignInJson::of));
  }

  private Route confirmOnTheWayIn(Proof proof, Device device) {
    return answer(step.confirm(proof.challenge(), proof.code(), device).thenApply(SignInJson::of));
  }

  /** What somebody in does with a code. */
  private interface ByCode {
    Route apply(Caller caller, String code, RequestOrigin origin);
  }

  private Route code(Caller caller, ByCode inner) {
    return extractRequest(
        request ->
            body(
                fields -> fields.text("code", MAX_CODE),
                code -> inner.apply(caller, code, RequestOrigin.of(request))));
  }

  private Route confirm(Caller caller, String code, RequestOrigin origin) {
    return answer(step.confirm(caller, code, origin).thenApply(SignInJson::of));
  }

  private Route disable(Caller caller, String code, RequestOrigin origin) {
    return answer(step.disable(caller, code, origin));
  }

  private static String challenge(Fields fields) {
    return fields.text("challenge", MAX_CHALLENGE);
  }
}
