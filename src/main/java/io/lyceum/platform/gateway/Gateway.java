package io.lyceum.platform.gateway;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.front.Doors;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Gate;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.limits.Taken;
import io.lyceum.platform.settings.HttpSettings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/** The gate of a server that strangers can reach. */
public final class Gateway implements Gate {
  private static final AttributeKey<Taken> TAKEN = AttributeKey.create("taken", Taken.class);
  private static final AttributeKey<Boolean> TLS = AttributeKey.create("tls", Boolean.class);

  private final TrustedProxies proxies;
  private final Doors doors;
  private final Cors cors;
  private final RestLimits limits;

  public Gateway(
      HttpSettings http, LimitSettings limits, Authentication authentication, LimitMeters meters) {
    this.proxies = new TrustedProxies(http.trustedProxies());
    this.doors =
        limits.enabled()
            ? new CountedDoors(limits.connectionsPerAddress(), proxies::trusts, meters)
            : Doors.OPEN;
    this.cors = new Cors(http.allowedOrigins());
    this.limits = new RestLimits(limits, authentication, meters, System::nanoTime);
  }

  @Override
  public Doors doors() {
    return doors;
  }

  @Override
  public HttpRequest enter(HttpRequest arrived) {
    HttpRequest request = identified(arrived);
    return Cors.isPreflight(request)
        ? request
        : limits
            .take(request, RequestOrigin.of(request).address())
            .map(taken -> request.addAttribute(TAKEN, taken))
            .orElse(request);
  }

  private HttpRequest identified(HttpRequest arrived) {
    InetAddress peer =
        arrived
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .orElse(null);
    if (peer == null || !proxies.trusts(peer)) {
      return arrived;
    }
    boolean tls = values(arrived, "X-Forwarded-Proto").equals(List.of("https"));
    InetAddress client = proxies.client(peer, values(arrived, "X-Forwarded-For"));
    return arrived
        .addAttribute(TLS, tls)
        .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(client));
  }

  private static List<String> values(HttpRequest request, String header) {
    List<String> values = new ArrayList<>();
    for (HttpHeader given : request.getHeaders()) {
      if (given.name().equalsIgnoreCase(header)) {
        values.add(given.value());
      }
    }
    return values;
  }

  @Override
  public Optional<HttpResponse> answer(HttpRequest request) {
    Optional<Taken> refused = request.getAttribute(TAKEN).filter(taken -> !taken.granted());
    if (refused.isPresent()) {
      return Optional.of(
          ApiRoutes.refusal(
              new Refusal(
                  new Rejection(ErrorCode.RATE_LIMITED, "Too many requests. Try again later."),
                  refused.get().retryAfterMs())));
    }
    if (Cors.isPreflight(request)) {
      return Optional.of(cors.preflight(request));
    }
    return hasNul(request)
        ? Optional.of(
            ApiRoutes.refusal(
                Refusal.of(ErrorCode.INVALID, "The address holds a character that is none.")))
        : Optional.empty();
  }

  /** No text of ours holds one, and PostgreSQL takes none. */
  private static boolean hasNul(HttpRequest request) {
    String query = request.getUri().rawQueryString().orElse("");
    return request.getUri().path().contains("%00") || query.contains("%00");
  }

  @Override
  public HttpResponse leave(HttpRequest request, HttpResponse response) {
    boolean tls = request.getAttribute(TLS).orElse(false);
    HttpResponse dressed =
        response
            .addHeaders(tls ? SecurityHeaders.overTls() : SecurityHeaders.plain())
            .addHeaders(cors.headers(request));
    return request
        .getAttribute(TAKEN)
        .map(taken -> dressed.addHeaders(RateHeaders.of(taken)))
        .orElse(dressed);
  }
}
