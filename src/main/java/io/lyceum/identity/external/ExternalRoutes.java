package io.lyceum.identity.external;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /auth/external/*}. */
public final class ExternalRoutes extends ApiRoutes {
  private record Exchange(String idToken, @Nullable String nonce) {}

  /**
   * @param start whether a browser can be sent there
   */
  private record Listed(String name, String title, boolean start) {}

  private static final Logger log = LoggerFactory.getLogger(ExternalRoutes.class);

  /** With the groups of a large directory inside. */
  private static final int MAX_TOKEN = 16_384;

  private static final int MAX_NONCE = 256;

  /** The prefix binds a cookie to this very host and to HTTPS (or to this machine). */
  private static final String FLOW = "__Host-lyceum-external";

  private static final String ENTRY = "__Host-lyceum-entry";

  private final ExternalSignIn signIn;
  private final CodeFlow flow;

  public ExternalRoutes(ExternalSignIn signIn, CodeFlow flow) {
    this.signIn = signIn;
    this.flow = flow;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        segment("auth").slash("external"),
        () ->
            concat(
                pathEnd(() -> concat(get(this::list), post(this::exchange))),
                path(segment("session"), () -> post(() -> extractRequest(this::enter))),
                path(segment().slash("start"), name -> get(() -> start(name))),
                path(
                    segment().slash("callback"),
                    name -> get(() -> extractRequest(request -> back(name, request))))));
  }

  private Route list() {
    List<Listed> all =
        signIn.providers().stream()
            .map(one -> new Listed(one.name(), one.title(), one.redirect().isPresent()))
            .toList();
    return complete(ok(all, null));
  }

  private Route exchange() {
    return extractRequest(
        request ->
            body(
                fields ->
                    new Exchange(
                        fields.text("idToken", MAX_TOKEN),
                        fields.optionalText("nonce", MAX_NONCE).orElse(null)),
                given -> answer(signIn.exchange(given.idToken(), given.nonce(), request))));
  }

  private Route start(String name) {
    return answer(
        flow.start(name),
        started ->
            to(started.address().toString())
                .addHeader(cookie(FLOW, started.cookie(), "Lax", CodeFlow.ON_THE_WAY)));
  }

  /** A person waits here, not a program: whatever happens, the page tells it. */
  private Route back(String name, HttpRequest request) {
    CompletionStage<HttpResponse> done =
        flow.back(
                name,
                request.getUri().query().toMap(),
                cookie(request, FLOW),
                RequestOrigin.of(request))
            .handle(
                (secret, failure) -> {
                  if (failure != null) {
                    note(name, request, failure);
                    return to("/#external=" + CodeFlow.code(failure));
                  }
                  return to("/#external=ok")
                      .addHeader(cookie(ENTRY, secret, "Strict", CodeFlow.AT_THE_DOOR));
                });
    return answer(done, response -> response.addHeader(gone(FLOW)));
  }

  private static void note(String name, HttpRequest request, Throwable failure) {
    if (Refusal.in(failure) == null) {
      log.error("a sign-in by a provider failed", failure);
    } else {
      log.atInfo()
          .addKeyValue("provider", name)
          .addKeyValue("request", RequestOrigin.of(request).id())
          .log("A sign-in by a provider was refused");
    }
  }

  private Route enter(HttpRequest request) {
    return answer(
        flow.enter(cookie(request, ENTRY), request),
        session -> ok(session, null).addHeader(gone(ENTRY)));
  }

  private static HttpResponse to(String address) {
    return HttpResponse.create()
        .withStatus(303)
        .addHeader(RawHeader.create("Location", address))
        .addHeader(RawHeader.create("Cache-Control", "no-store"));
  }

  private static HttpHeader cookie(String name, String value, String sameSite, Duration age) {
    return RawHeader.create(
        "Set-Cookie",
        name
            + "="
            + value
            + "; Path=/; Secure; HttpOnly; SameSite="
            + sameSite
            + "; Max-Age="
            + age.toSeconds());
  }

  private static HttpHeader gone(String name) {
    return cookie(name, "", "Lax", Duration.ZERO);
  }

  private static String cookie(HttpRequest request, String name) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("cookie")) {
        for (String pair : header.value().split(";", -1)) {
          String trimmed = pair.strip();
          if (trimmed.startsWith(name + "=")) {
            return trimmed.substring(name.length() + 1);
          }
        }
      }
    }
    return "";
  }
}
